import { beforeAll, expect, test } from 'vitest'
import { addressCleaner } from '@stoa/accounts'
import { after, type Cleaner } from '@stoa/core'
import { draftCleaner } from '@stoa/threads/drafts'
import { detailsCleaner } from '@stoa/tickets'
import { refusedUploadCleaner } from '@stoa/uploads'
import { agentId, fillTickets } from '../../bench/desk/filling.ts'
import { startForum } from '../forum.ts'
import { readingOf } from '../plans.ts'

const forum = startForum()
const day = 24 * 3600_000
const large = ['tickets', 'ticket_facts', 'ticket_messages', 'uploads', 'drafts', 'sessions']

beforeAll(async () => {
  const { sql } = forum.connection
  const created = (column: string) => sql.unsafe(`'${forum.now()}'::timestamptz - (${column})`)
  await fillTickets(forum, 20_000)
  await sql`update tickets set retention_period = 'ticket_details',
    retained_from = ${created("id * interval '30 minutes'")} where merged_into_id is null`
  await sql`insert into ticket_facts (ticket_id, key, sealed, updated_at)
    select id, 'amount', 'sealed', created_at from tickets on conflict do nothing`
  await sql`insert into drafts (user_id, key, content, updated_at)
    select ${agentId}, 'thread:' || n, '{}', ${created("n * interval '30 minutes'")}
    from generate_series(1, 20000) n`
  await sql`insert into sessions (hash, user_id, created_at, authenticated_at, last_used_at, expires_at,
      address, user_agent)
    select 'h' || n, ${agentId}, at, at, at, at, '192.0.2.1', '' from generate_series(1, 20000) n,
      lateral (select ${created("n * interval '30 minutes'")} as at) times`
  await sql`insert into uploads (id, owner_id, name, content_type, bytes, created_at, parent_kind,
      parent_id)
    select 'u' || n, ${agentId}, 'a.txt', 'text/plain', 1, ${created("n * interval '1 minute'")},
      'ticket_message', n
    from generate_series(1, 20000) n`
  for (const table of large) await sql.unsafe(`analyze ${table}`)
})

const cleaners: [string, Cleaner][] = [
  ['details of tickets', detailsCleaner('ticket_details')],
  ['drafts', draftCleaner],
  ['addresses', addressCleaner],
  ['refused uploads', refusedUploadCleaner]
]

test.each(cleaners)('%s are counted and removed by an index', async (_, cleaner) => {
  const before = after(forum.now(), -400 * day)
  const reading = await readingOf(forum, forum.context(), async (ctx) => {
    await cleaner.count(ctx, before)
    await cleaner.remove({ ...ctx, writing: true }, before)
  })
  expect(reading.through.filter((table) => large.includes(table))).toEqual([])
})
