import { marksOfTicket } from '@stoa/search'
import { sumDays } from '@stoa/tickets'
import type { Forum } from '../../src/forum.ts'
import { members, size } from '../rows.ts'

/** An agent who is assigned some tickets and has opened a few, however many there are. */
export const agentId = size.members
const ownOfAgent = 20

/** Search words that occur in all tickets, in one of ten, in one of a hundred, and in one. */
export const words = ['withdrawal', 'kind3', 'case77', 'ticket0000777']

/** The days over which the tickets were opened. */
const days = 730
/** The number of open tickets: three percent, and enough to fill the views of a small desk. */
const openOf = (count: number) => Math.max(300, count * 0.03)

/**
 * Fills an empty migrated database with `count` tickets, opened evenly over two years, each with
 * the requester's message, and answered and resolved after different times. The newest are still
 * open.
 */
export async function fillTickets(forum: Forum, count: number): Promise<void> {
  const { sql } = forum.connection
  const rows = JSON.stringify(members())
  const columns = Object.keys(members()[0] ?? {}).join(', ')
  await sql.unsafe(
    `insert into users (${columns}) overriding system value
     select ${columns} from json_populate_recordset(null::users, $1)`,
    [rows]
  )
  await sql.unsafe(insertTickets(count), [new Date().toISOString()])
  for (const statement of [insertMessages, insertHistory]) await sql.unsafe(statement)
  await insertDocuments(forum, count)
  await sql.unsafe('vacuum analyze')
  await sumDays(forum.context())
  await sql.unsafe('vacuum analyze')
}

const topics = `array['account_access', 'verification', 'deposit_withdrawal', 'trading', 'api',
  'security', 'other']`
const states = `array['new', 'new', 'open', 'open', 'waiting_on_requester', 'waiting_on_third_party']`

/** The agent's own tickets are spread over the two years. */
const requester = (count: number) =>
  `case when n % ${count / ownOfAgent} = 0 then ${agentId} else 1 + n % ${size.members - 1} end`

/** A unique number of twelve symbols, from the digits of the ticket's position. */
const number = `(select string_agg(substr('23456789AB', (digit::int + 1), 1), '' order by at)
  from regexp_split_to_table(lpad(n::text, 12, '0'), '') with ordinality as digits (digit, at))`

const insertTickets = (count: number) => `
  with made as (
    select n, ${requester(count)} as requester_id,
      (${topics})[1 + n % 7] as topic,
      case when n > ${count - openOf(count)} then (${states})[1 + n % 6] else 'closed' end as state,
      $1::timestamptz - make_interval(secs => (${count} - n) * ${days * 86_400}::float8 / ${count}) as created,
      ${number} as digits,
      make_interval(secs => 60 * exp(1 + 7 * (n::bigint * 7919 % 10007) / 10007.0)) as answered_after,
      make_interval(secs => 86400 * exp(2.5 * (n::bigint * 104729 % 10007) / 10007.0)) as resolved_after
    from generate_series(1, ${count}) as n)
  insert into tickets (number, requester_id, opened_by_id, topic, subject, language, state, outcome,
    priority, created_at, public_since, changed_at, confirmed_at, first_answered_at, last_answered_at,
    resolved_at,
    closed_at, first_due_at, resolve_due_at, due_at, paused_at, assignee_id, snoozed_until)
  select overlay(overlay(digits placing '-' from 5 for 0) placing '-' from 10 for 0),
    requester_id, requester_id, topic,
    'Withdrawal ticket' || lpad(n::text, 7, '0') || ' kind' || n % 10 || ' case' || n % 100 || ' does not arrive',
    (array['en', 'zh-CN', 'zh-TW'])[1 + n % 3], state,
    case when state = 'closed' then 'resolved' end,
    (array['low', 'normal', 'normal', 'normal', 'high', 'urgent'])[1 + n % 6],
    created, created, created + resolved_after, created,
    case when state <> 'new' then created + least(answered_after, resolved_after) end,
    case when state <> 'new' then created + least(answered_after, resolved_after) end,
    case when state = 'closed' then created + resolved_after end,
    case when state = 'closed' then created + resolved_after + interval '7 days' end,
    created + interval '9 hours', created + interval '5 days',
    case when state = 'new' then created + interval '9 hours' else created + interval '5 days' end,
    case when state = 'closed' or state = 'waiting_on_requester' then created + resolved_after end,
    case when n % 5 = 0 then ${agentId} end,
    case when state = 'open' and n % 5 = 1 then $1::timestamptz + interval '1 day' end
  from made`

const insertMessages = `
  insert into ticket_messages (ticket_id, author_id, side, audience, body, html, renderer_version,
    created_at, sent_at, notified_at)
  select id, requester_id, 'requester', 'requester', 'It left yesterday and is not there.',
    '<p>It left yesterday and is not there.</p>', 1, created_at, created_at, created_at
  from tickets`

/** One in twenty was reopened before it was finally resolved. */
const insertHistory = `
  insert into ticket_history (ticket_id, kind, detail, actor_id, created_at)
  select tickets.id, line.kind, line.detail, ${agentId}, line.at
  from tickets cross join lateral (values
    ('opened', null, created_at),
    ('state', 'open', first_answered_at),
    ('state', 'resolved', resolved_at),
    ('reopened', null, case when id % 20 = 0 then resolved_at - interval '1 hour' end),
    ('state', 'closed', closed_at)) as line (kind, detail, at)
  where line.at is not null`

const documentBatchSize = 10_000

/** SQL makes the words, which is faster than Node. The marks are those of search itself. */
async function insertDocuments({ connection: { sql } }: Forum, count: number): Promise<void> {
  for (let last = 0; last < count; last += documentBatchSize) {
    const rows = await sql<TicketText[]>`
      select id::int as "ticketId", topic, language, priority, subject as title, '' as body
      from tickets where id > ${last} and id <= ${last + documentBatchSize}`
    const marks = rows.map((row) => `{${marksOfTicket(row).join(',')}}`)
    await sql`
      insert into search_tickets (ticket_id, vector)
      select id, to_tsvector('simple', subject || ' It left yesterday and is not there.')
        || array_to_tsvector(marks::text[])
      from unnest(${rows.map(({ ticketId }) => ticketId)}::bigint[], ${marks}::text[])
        as marked (ticket_id, marks) join tickets on id = ticket_id`
  }
}

type TicketText = Parameters<typeof marksOfTicket>[0]
