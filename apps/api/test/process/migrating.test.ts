import { createHash, randomBytes } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect, migrate, type Connection } from '@stoa/core/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type TestDatabase } from '../database.ts'

const migrations = fileURLToPath(new URL('../../../../migrations', import.meta.url))
let older: string
let database: TestDatabase
let connection: Connection

beforeAll(async () => {
  database = await createDatabase('template1')
  connection = connect(database.target, { max: 1 })
  older = await mkdtemp(join(tmpdir(), 'stoa-test-'))
  await cp(migrations, older, { recursive: true })
})

afterAll(async () => {
  await connection.close()
  await database.drop()
  await rm(older, { recursive: true })
})

/** Migrates the database up to this migration. */
async function migrateTo(tag: string) {
  const journal = JSON.parse(await readFile(join(migrations, 'meta/_journal.json'), 'utf8'))
  const last = journal.entries.findIndex((entry: { tag: string }) => entry.tag === tag)
  const entries = journal.entries.slice(0, last + 1)
  await writeFile(join(older, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }))
  await migrate(database.target, older)
}

/** A random text, which an index cannot compress. */
const noise = (length: number) => randomBytes(length).toString('hex').slice(0, length)

async function fill({ sql }: Connection, urls: string[], held: string[]) {
  await sql`insert into links
    select md5(url), url, 'unknown', '2026-01-01' from unnest(${urls}::text[]) url`
  await sql`insert into held_links select 1, key from unnest(${held}::text[]) key`
}

/** A PII access by staff and one by an agent, in the two former tables. */
async function look({ sql }: Connection) {
  await sql`insert into private_looks (actor_id, user_id, field, reason, created_at)
    values (2, 3, 'ip', 'A theft', '2026-01-05T10:00:00Z')`
  await sql`insert into ticket_reads (actor_id, what, created_at)
    values (4, 'export', '2026-02-05T10:00:00Z')`
}

beforeAll(async () => {
  await migrateTo('0037_day_sums')
  await fill(
    connection,
    [
      'https://a.example/x',
      ...['b.example?', 'c.example/', ''].map((start) => `https://${start}${noise(6000)}`)
    ],
    [
      'https://tube.example/watch?v=coins',
      'HTTP://Tube.example:80//watch;s=1/?v=coins&utm_source=a#now',
      "https://me@shop.example./%62ad/%e4%b8?b=it's+1&&a=%7E%2f",
      'https://shop.example',
      `https://long.example/${'x'.repeat(600)}`,
      'spam.example',
      'dot.example.'
    ]
  )
  await look(connection)
  await migrate(database.target, migrations)
})

test('a migration accepts links of any length, and keeps quarantined links', async () => {
  const kept = await connection.sql`select key from swept_links order by key collate "C"`
  expect(kept.map(({ key }) => key)).toEqual([
    createHash('sha256')
      .update(`long.example/${'x'.repeat(600)}?`)
      .digest('hex'),
    'dot.example',
    'shop.example/?',
    'shop.example/bad/%E4%B8?a=~%2F&b=it%27s%201',
    'spam.example',
    'tube.example/watch?v=coins'
  ])
})

test('former PII accesses are in the security log, in the partition of their month', async () => {
  const events = await connection.sql`
    select tableoid::regclass::text as partition, kind, actor_id, subject_id, details
    from security_events order by created_at`
  expect(events).toEqual([
    {
      ...{ partition: 'security_events_2026_01', kind: 'look.address', actor_id: 2, subject_id: 3 },
      details: { reason: 'A theft' }
    },
    {
      ...{ partition: 'security_events_2026_02', kind: 'export.tickets', actor_id: 4 },
      ...{ subject_id: null, details: {} }
    }
  ])
})
