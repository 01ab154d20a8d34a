import { beforeAll, expect, test } from 'vitest'
import { guest, type Actor, type Context } from '@stoa/core'
import { ticketsEndpoints } from '@stoa/tickets'
import { ticketStatisticsQuery, queueQuery } from '@stoa/tickets/contract'
import { agentId, fillTickets } from '../../bench/desk/filling.ts'
import { startForum } from '../forum.ts'
import { readingOf } from '../plans.ts'

const forum = startForum()
const { queue, queueCounts, list, show, related, statistics } = ticketsEndpoints
const open = { number: '', requesterId: 0 }

beforeAll(async () => {
  const { sql } = forum.connection
  await fillTickets(forum, 20_000)
  // Some days are outdated by this and counted from tickets.
  await sql`update tickets set topic = 'other' where id % 4000 = 0`
  // An empty table would be scanned, rightly so.
  await sql`
    insert into security_events (created_at, kind, actor_id, subject_id, browser, details)
    select created_at, 'look.facts', 1, requester_id, '', jsonb_build_object('ticketId', id)
    from tickets`
  await sql`analyze security_events`
  const [row] = await sql`
    select number, requester_id as "requesterId" from tickets where state = 'new' and id % 3 = 0 limit 1`
  Object.assign(open, row)
})

const as = (actor: Partial<Actor>): Context => ({
  ...forum.context(),
  actor: { ...guest, ...actor }
})
const desk = () => as({ id: agentId, role: 'staff', capabilities: ['desk'] })
const ofOneTopic = () => {
  const context = desk()
  return { ...context, actor: { ...context.actor, deskTopics: ['trading'] } }
}
const requester = () => as({ id: open.requesterId, role: 'member' })

/** Tables that grow with the number of tickets; they must not be scanned. */
const large = [
  ...['tickets', 'ticket_messages', 'ticket_history', 'security_events_other', 'search_tickets'],
  'users'
]

type Page = { items: { number: string; createdAt: string }[]; next: string | null }
const pageOf = async (ctx: Context, query: object) =>
  (await queue.handle(ctx, queueQuery.parse(query))) as Page

type Act = (ctx: Context) => Promise<unknown>
/** Reads two pages of the queue. */
const see =
  (query: object): Act =>
  async (ctx) => {
    const { next } = await pageOf(ctx, query)
    if (next) await pageOf(ctx, { ...query, cursor: next })
  }
const count =
  (days: number): Act =>
  (ctx) =>
    statistics.handle(ctx, ticketStatisticsQuery.parse({ days }))

test.each<[string, () => Context, Act, RegExp]>([
  ['what nobody works on', desk, see({ view: 'unassigned' }), /tickets_(open|assignee)\b/],
  ['what they work on', desk, see({ view: 'mine' }), /tickets_assignee\b/],
  ['what is overdue', desk, see({ view: 'overdue' }), /tickets_(open|assignee)\b/],
  ['what waits', desk, see({ view: 'waiting' }), /tickets_waiting\b/],
  ['what is put off', desk, see({ view: 'snoozed' }), /tickets_snoozed\b/],
  ['what has ended', desk, see({ view: 'ended' }), /tickets_ended\b/],
  ['all that is open', desk, see({ view: 'all' }), /tickets_open\b/],
  ['the oldest', desk, see({ view: 'all', sort: 'age' }), /tickets_open_created\b/],
  ['the longest unanswered', desk, see({ view: 'all', sort: 'answer' }), /tickets_open_answered\b/],
  ['the most urgent', desk, see({ view: 'all', sort: 'priority' }), /tickets_open_priority\b/],
  ['own by priority', desk, see({ view: 'mine', sort: 'priority' }), /tickets_(assignee|open_)/],
  ['what waits by age', desk, see({ view: 'waiting', sort: 'age' }), /tickets_(waiting|open_)/],
  ['the counts of views', desk, (ctx) => queueCounts.handle(ctx, {}), /tickets_waiting\b/],
  ['a topic', desk, see({ view: 'all', topic: 'api' }), /tickets_(open|topic)\b/],
  ['a word of every ticket', desk, see({ q: 'withdrawal' }), /search_tickets_vector/],
  ['a word of some', desk, see({ q: 'case77' }), /search_tickets_vector/],
  ['a word of one', desk, see({ q: 'ticket0019999' }), /search_tickets_vector/],
  ['a word in a topic', desk, see({ q: 'kind3', topic: 'api' }), /search_tickets_vector/],
  ['a word for who answers one topic', ofOneTopic, see({ q: 'kind3' }), /search_tickets_vector/],
  ['what one topic has open', ofOneTopic, see({ view: 'all' }), /tickets_(open|topic)\b/],
  ['a ticket', desk, (ctx) => show.handle(ctx, open), /ticket_messages_ticket.*tickets_number/],
  ['what stands around it', desk, (ctx) => related.handle(ctx, open), /tickets_requester/],
  ['figures of 30 days', desk, count(30), /desk_days_day_topic_pk.*tickets_(open|assignee)\b/],
  ['figures of a year', desk, count(365), /desk_days_open.*tickets_(open|assignee)\b/],
  ['own tickets', requester, (ctx) => list.handle(ctx, {}), /tickets_requester/],
  ['own ticket', requester, (ctx) => show.handle(ctx, open), /tickets_answered.*tickets_place/]
])('%s uses an index and scans no table of tickets', async (_, who, act, index) => {
  const { through, indexes } = await readingOf(forum, who(), act)
  expect(through.filter((table) => large.includes(table))).toEqual([])
  expect(indexes.toSorted().join(' ')).toMatch(index)
})

test('pages of a search list each matching ticket once, newest first', async () => {
  const found: Page['items'] = []
  for (let cursor: string | undefined | null; cursor !== null;) {
    const { items, next } = await pageOf(desk(), { q: 'case77', cursor })
    found.push(...items)
    cursor = next
  }
  const times = found.map(({ createdAt }) => createdAt)
  expect(times).toEqual(times.toSorted().toReversed())
  expect(new Set(found.map(({ number }) => number)).size).toBe(20_000 / 100)
})
