import type { Connection } from '@stoa/core/database'
import { members, size } from '../rows.ts'

/** Who works on some of them. */
export const agentId = size.members

/** Over so long the tickets came in. */
const days = 730
/** So many of a hundred have not ended. */
const open = 3

/**
 * Fills an empty migrated database with `count` tickets that came in evenly over two years, each with
 * what its requester wrote. Those that have not ended are the newest.
 */
export async function fillTickets({ sql }: Connection, count: number, now: string): Promise<void> {
  const rows = JSON.stringify(members())
  const columns = Object.keys(members()[0] ?? {}).join(', ')
  await sql.unsafe(
    `insert into users (${columns}) overriding system value
     select ${columns} from json_populate_recordset(null::users, $1)`,
    [rows]
  )
  await sql.unsafe(insertTickets(count), [now])
  await sql.unsafe(insertMessages)
  await sql.unsafe('vacuum analyze')
}

const topics = `array['account_access', 'verification', 'deposit_withdrawal', 'trading', 'api',
  'security', 'other']`
const states = `array['new', 'new', 'open', 'open', 'waiting_on_requester', 'waiting_on_third_party']`

/** Twelve symbols that no other ticket has: the digits of its place, written as numbers are. */
const number = `(select string_agg(substr('23456789AB', (digit::int + 1), 1), '' order by at)
  from regexp_split_to_table(lpad(n::text, 12, '0'), '') with ordinality as digits (digit, at))`

const insertTickets = (count: number) => `
  with made as (
    select n,
      (${topics})[1 + n % 7] as topic,
      case when n > ${count * (1 - open / 100)} then (${states})[1 + n % 6] else 'closed' end as state,
      $1::timestamptz - make_interval(secs => (${count} - n) * ${days * 86_400}::float8 / ${count}) as created,
      ${number} as digits
    from generate_series(1, ${count}) as n)
  insert into tickets (number, requester_id, opened_by_id, topic, subject, language, state, outcome,
    priority, created_at, public_since, changed_at, confirmed_at, first_answered_at, resolved_at,
    closed_at, first_due_at, resolve_due_at, due_at, held_since, assignee_id, snoozed_until)
  select overlay(overlay(digits placing '-' from 5 for 0) placing '-' from 10 for 0),
    1 + n % ${size.members}, 1 + n % ${size.members}, topic,
    'Withdrawal ' || n || ' does not arrive', (array['en', 'zh-CN', 'zh-TW'])[1 + n % 3], state,
    case when state = 'closed' then 'resolved' end,
    (array['low', 'normal', 'normal', 'normal', 'high', 'urgent'])[1 + n % 6],
    created, created, created + interval '1 day', created,
    case when state <> 'new' then created + interval '3 hours' end,
    case when state = 'closed' then created + interval '1 day' end,
    case when state = 'closed' then created + interval '8 days' end,
    created + interval '9 hours', created + interval '5 days',
    case when state = 'new' then created + interval '9 hours' else created + interval '5 days' end,
    case when state = 'closed' or state = 'waiting_on_requester' then created + interval '1 day' end,
    case when n % 20 = 0 then ${agentId} end,
    case when state = 'open' and n % 50 = 1 then $1::timestamptz + interval '1 day' end
  from made`

const insertMessages = `
  insert into ticket_messages (ticket_id, author_id, side, audience, body, html, renderer_version,
    created_at, sent_at, told_at)
  select id, requester_id, 'requester', 'requester', 'It left yesterday and is not there.',
    '<p>It left yesterday and is not there.</p>', 1, created_at, created_at, created_at
  from tickets`
