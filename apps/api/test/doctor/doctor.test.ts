import { chmod } from 'node:fs/promises'
import { after } from '@stoa/core'
import { expect, test, vi } from 'vitest'
import { cleanRetained } from '@stoa/site/retention'
import { examine } from '../../src/doctor/doctor.ts'
import { announce, announcer } from '../announcements/writing.ts'
import { startForum } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum()

/** The findings by check. */
async function examined(configuration: object = {}) {
  const settings = { ...forum.settings, ...configuration }
  const patient = { ...forum, configuration: settings, now: forum.now() }
  const found: Record<string, { level: string; words: string }> = {}
  for await (const { about, ...finding } of examine(patient)) found[about] = finding
  return found
}

test('without an admin who may act the way out is the link of the set-up', async () => {
  expect((await examined()).team?.words).toContain('setup-link')
  const { id } = await forum.user({ role: 'admin' })
  expect((await examined()).team).toMatchObject({ level: 'good' })
  const { sql } = forum.connection
  await sql`update second_factors set confirmed_at = null where user_id = ${id}`
  expect((await examined()).team?.words).toContain('setup-link')
  await sql`update second_factors set confirmed_at = ${forum.now()} where user_id = ${id}`
})

test('a working forum has findings only before its first use', async () => {
  await forum.user({ role: 'admin' })
  await createThread(await forum.user(), await forum.category())
  await forum.settle()
  await chmod(forum.folder, 0o700)
  const found = Object.entries(await examined()).filter(([, { level }]) => level !== 'good')
  expect(found.map(([about, { level }]) => [about, level])).toEqual([
    ['address', 'look'],
    ['contact', 'look'],
    ['mail', 'look']
  ])
})

test('an unreadable signing key is found before it is needed', async () => {
  expect((await examined()).signing).toMatchObject({ level: 'good' })
  await announce(await announcer(forum))
  expect((await examined()).signing).toMatchObject({ level: 'good' })
  const { keyFor } = forum.ports
  forum.ports.keyFor = (purpose) => keyFor(`another ${purpose}`)
  const { signing } = await examined()
  forum.ports.keyFor = keyFor
  expect(signing).toMatchObject({ level: 'broken' })
  expect(signing?.words).toContain('STOA_PREVIOUS_SECRET')
})

test.each([
  [3600, '60 minutes ahead of'],
  [-90, '90 seconds behind']
])('a clock that is off by %i seconds is found', async (seconds, words) => {
  expect((await examined()).clock).toMatchObject({ level: 'good' })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 })
  const { clock } = await examined().finally(() => vi.useRealTimers())
  expect(clock).toMatchObject({ level: 'broken' })
  expect(clock?.words).toContain(`${words} that of the database: let both machines follow NTP`)
})

test('jobs without a worker are found after five minutes', async () => {
  const runAt = (minutes: number) => after(forum.now(), -minutes * 60_000)
  const { sql } = forum.connection
  await sql`select graphile_worker.add_job('delete_keys', run_at => ${runAt(4)})`
  expect((await examined()).backlog).toMatchObject({ level: 'good' })
  await sql`select graphile_worker.add_job('delete_keys', run_at => ${runAt(7)})`
  expect((await examined()).backlog).toMatchObject({ level: 'look' })
  await forum.settle()
  expect((await examined()).backlog).toMatchObject({ level: 'good' })
})

test('waiting, missing and exposed parts are found', async () => {
  const { sql } = forum.connection
  await createThread(await forum.user(), await forum.category())
  forum.advance(5 * 60_000)
  await sql`delete from second_factors`
  await sql`insert into uploads (id, owner_id, name, content_type, bytes, created_at)
    values ('gone', 1, 'a.png', 'image/png', 1, ${forum.now()})`
  await chmod(forum.folder, 0o755)
  const smtpUrl = 'smtp://127.0.0.1:1'
  const found = await examined({ smtpUrl, origin: 'http://forum.example' })
  expect((await examined({ securityContact: 'mailto:a@b.test' })).contact?.level).toBe('good')
  expect(found).toMatchObject({
    address: { level: 'broken' },
    folder: { level: 'broken' },
    uploads: { level: 'broken', words: expect.stringContaining('1 are missing') as string },
    mail: { level: 'broken', words: expect.stringContaining('ECONNREFUSED') as string },
    events: { level: 'look' },
    search: { level: 'look', words: expect.stringContaining('reindex') as string },
    team: { level: 'look' }
  })
})

test('demo accounts with rights by a password alone are reported', async () => {
  await forum.user({ role: 'admin' })
  const { sql } = forum.connection
  await sql`delete from second_factors`
  await sql`update users set demo = true`
  expect((await examined({ demo: true })).team?.words).toContain('accounts of the demo aside')
  expect((await examined({ demo: false })).team?.level).toBe('look')
  await sql`update users set demo = false`
})

test('a forum whose data was not deleted for two days is found', async () => {
  await cleanRetained(forum.context())
  expect((await examined()).retention).toMatchObject({ level: 'good' })
  forum.advance(49 * 3600_000)
  expect((await examined()).retention).toMatchObject({ level: 'look' })
})
