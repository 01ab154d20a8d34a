import { accountsEndpoints } from '@stoa/accounts'
import { guest, type Actor, type Context } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { moderationEndpoints } from '@stoa/moderation'
import { notificationsEndpoints } from '@stoa/notifications'
import { postgresEngine, searchEndpoints, type SearchEngine } from '@stoa/search'
import { searchQuery } from '@stoa/search/contract'
import { threadsEndpoints } from '@stoa/threads'
import { threadFilter } from '@stoa/threads/contract'
import type { Forum } from '../../src/forum.ts'
import { readFacts } from '../facts.ts'

export type HotQuery = {
  name: QueryName
  actor: Actor
  /** It needs a connection with the settings of search. */
  searches?: true
  act(ctx: Context): Promise<unknown>
}

export const queryNames = [
  ...['home', 'home, next page', 'category', 'thread', 'thread for a member'],
  ...['last page of the longest thread', 'profile', 'search, common word', 'search, rare word'],
  ...['search, phrase', 'notifications', 'moderation queue']
] as const
export type QueryName = (typeof queryNames)[number]

const member: Actor = { ...guest, id: 1, role: 'member' }
const staff: Actor = { ...guest, id: 2, role: 'staff', capabilities: ['moderation'] }
// The key of a filled account; those with a 1 or 0 are folded to letters.
const username = 'bench7'

/** What readers ask for most, on pages whose rows are not cached. */
export async function hotQueries({ connection, context }: Forum): Promise<HotQuery[]> {
  const { threads, lastPage } = await readFacts(connection)
  const { next } = (await list({})({ ...context(), actor: guest })) as { next: string }
  const id = Number(threads[0]?.slice('/t/'.length))
  return [
    { name: 'home', actor: guest, act: list({}) },
    { name: 'home, next page', actor: guest, act: list({ cursor: next }) },
    { name: 'category', actor: guest, act: list({ category: 'bench-3' }) },
    { name: 'thread', actor: guest, act: thread(id) },
    { name: 'thread for a member', actor: member, act: thread(id) },
    { name: 'last page of the longest thread', actor: guest, act: thread(1, String(lastPage)) },
    { name: 'profile', actor: guest, act: profile },
    { name: 'search, common word', actor: guest, searches: true, act: search('deposit') },
    { name: 'search, rare word', actor: guest, searches: true, act: search('ERR_4711') },
    { name: 'search, phrase', actor: guest, searches: true, act: search('"withdrawal pending"') },
    { name: 'notifications', actor: member, act: (ctx) => inbox(ctx) },
    { name: 'moderation queue', actor: staff, act: (ctx) => queue(ctx) }
  ]
}

type Act = HotQuery['act']

const list =
  (filter: object): Act =>
  (ctx) =>
    threadsEndpoints.list.handle(ctx, threadFilter.parse(filter))

const thread =
  (id: number, page = '1'): Act =>
  (ctx) =>
    threadsEndpoints.show.handle(ctx, { id, page: Number(page), related: true })

async function profile(ctx: Context) {
  await accountsEndpoints.profile.handle(ctx, { username })
  await threadsEndpoints.postsByUser.handle(ctx, { username })
  await threadsEndpoints.solvedBy.handle(ctx, { username })
}

const search =
  (q: string): Act =>
  (ctx) => {
    const ports = { ...ctx.ports, searchEngine: engineOn(ctx.db) }
    return searchEndpoints.search.handle({ ...ctx, ports }, searchQuery.parse({ q }))
  }

const engines = new WeakMap<Database, SearchEngine>()

/** The engine of a database, which knows after its first search how rare words are. */
function engineOn(db: Database): SearchEngine {
  const engine = engines.get(db) ?? postgresEngine(db)
  engines.set(db, engine)
  return engine
}

const inbox = (ctx: Context) => notificationsEndpoints.list.handle(ctx, {})
const queue = (ctx: Context) => moderationEndpoints.queue.handle(ctx, {})
