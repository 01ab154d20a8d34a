import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { preparedStatement } from '@stoa/core/data'
import { byReader, readerValues } from '../prepared.ts'
import { posts, threadMarks, threads } from '../schema.ts'
import { visiblePosts, visibleThreads, type Reader } from '../visibility.ts'

/** What a link leads to: its title with the state that it has now. */
export type Target = {
  title: string
  language: string
  /** Of a post in its thread. */
  number?: number
  state: { key: string; tone: 'solved' | 'escalated' | 'open' } | null
}
type State = NonNullable<Target['state']>

/**
 * Reads what links lead to, by kind and id such as `t/12`, as far as the actor may read it: one
 * statement for each kind of target.
 */
export async function targetsOf(
  ctx: Context,
  wanted: readonly string[]
): Promise<ReadonlyMap<string, Target>> {
  const idsOf = (kind: string) =>
    wanted.flatMap((one) => (one.startsWith(`${kind}/`) ? [one.slice(kind.length + 1)] : []))
  const [ofThreads, announced, tickets] = await Promise.all([
    readThreads(ctx, idsOf('t'), idsOf('p').map(Number)),
    readAnnouncements(ctx, idsOf('announcements').map(Number)),
    readTickets(ctx, idsOf('tickets'))
  ])
  return new Map([...ofThreads, ...announced, ...tickets])
}

type Row = {
  id: number
  postId?: number
  number?: number
  title: string
  language: string
  solved: boolean
  closed: boolean
  escalation: string | null
}

const columns = sql`'id', ${threads.id}, 'title', ${threads.title}, 'language', ${threads.language},
  'solved', ${threads.solvedAt} is not null, 'closed', ${threads.closedAt} is not null,
  'escalation', (select ${threadMarks.state} from ${threadMarks}
    where ${threadMarks.threadId} = ${threads.id} and ${threadMarks.kind} = 'escalation' limit 1)`

const threadRows = (reader: Reader) => sql<Row[]>`(
  select coalesce(json_agg(json_build_object(${columns})), '[]') from ${threads}
  where ${threads.id} = any(${sql.placeholder('ids')}::bigint[])
    and ${threads.state} <> 'merged' and ${visibleThreads(reader)})`

const postRows = (reader: Reader) => sql<Row[]>`(
  select coalesce(json_agg(json_build_object(${columns}, 'postId', ${posts.id},
    'number', ${posts.number})), '[]')
  from ${posts} join ${threads} on ${threads.id} = ${posts.threadId}
  where ${posts.id} = any(${sql.placeholder('postIds')}::bigint[]) and ${visiblePosts(reader)})`

const linked = byReader((reader) =>
  preparedStatement<{ threads: Row[]; posts: Row[] }>(
    () => sql`select ${threadRows(reader)} as threads, ${postRows(reader)} as posts`
  )
)

/** Threads with the post of each link, and posts by their own ids, in one statement. */
async function readThreads(
  ctx: Context,
  wanted: string[],
  postIds: number[]
): Promise<[string, Target][]> {
  if (wanted.length === 0 && postIds.length === 0) return []
  const ids = [...new Set(wanted.map((one) => Number.parseInt(one, 10)))]
  const [row] = await linked(ctx)(ctx.db, { ...readerValues(ctx), ids, postIds })
  const ofThreads = new Map(row?.threads.map((one) => [one.id, one]))
  return [
    ...wanted.flatMap((one): [string, Target][] => {
      const thread = ofThreads.get(Number.parseInt(one, 10))
      const number = /#p(\d+)$/.exec(one)?.[1]
      return thread ? [[`t/${one}`, threadTarget({ ...thread, ...numberOf(number) })]] : []
    }),
    ...(row?.posts ?? []).map((one): [string, Target] => [`p/${one.postId}`, threadTarget(one)])
  ]
}

const numberOf = (number: string | undefined) => (number ? { number: Number(number) } : {})

/** What is settled is said first: solved before what support does with it, closed last. */
function threadTarget({ title, language, number, ...is }: Row): Target {
  const escalation = is.escalation === 'closed' ? 'escalation_closed' : is.escalation
  const states: (State | false | null)[] = [
    is.solved && { key: 'web_state_solved', tone: 'solved' },
    escalation !== null && { key: `web_state_${escalation}`, tone: 'escalated' },
    is.closed && { key: 'web_state_closed', tone: 'open' }
  ]
  return { title, language, number, state: states.find(Boolean) || null }
}

async function readAnnouncements(ctx: Context, ids: number[]): Promise<[string, Target][]> {
  if (ids.length === 0) return []
  const rows = await ctx.ports.announcements.linkedAnnouncements(ctx, ids)
  return rows.map(({ id, title, language, phase, state }) => [
    `announcements/${id}`,
    { title, language, state: announcedState(phase, state) }
  ])
}

function announcedState(phase: string | null, state: string): State | null {
  const isOver = phase === 'resolved' || phase === 'finished'
  if (state !== 'published') return { key: `announcements_state_${state}`, tone: 'open' }
  if (phase === null) return null
  return { key: `announcements_phase_${phase}`, tone: isOver ? 'solved' : 'escalated' }
}

async function readTickets(ctx: Context, numbers: string[]): Promise<[string, Target][]> {
  if (numbers.length === 0 || ctx.actor.id === 0) return []
  const rows = await ctx.ports.tickets.linkedTickets(ctx, numbers)
  return rows.map(({ number, title, language, state }) => {
    const tone = state === 'resolved' ? 'solved' : 'escalated'
    return [
      `tickets/${number}`,
      { title, language, state: { key: `tickets_state_${state}`, tone } }
    ]
  })
}
