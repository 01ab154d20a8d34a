import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dispatchAll } from '@stoa/core/effects'
import { invalidateCategories } from '@stoa/threads'
import { sumDays } from '@stoa/tickets'
import { backUp } from '../../src/backup/backup.ts'
import { readArchive } from '../../src/backup/archive.ts'
import { passphrasesOf } from '../../src/backup/manifest.ts'
import { restore } from '../../src/backup/restore.ts'
import { writePart } from '../../src/backup/tables.ts'
import { keysOf } from '../../src/ports.ts'
import { workOf } from '../../src/reactions/effects.ts'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { agent, openTicket } from '../tickets/opening.ts'
import { picture } from '../uploads/drawing.ts'
import { sendFile } from '../uploads/sending.ts'
import { from, to } from './places.ts'

const forum = startForum()
const empty = startForum()
const quiet = () => {}
let folder: string
let file: string
let asker: Client
let thread: Awaited<ReturnType<typeof createThread>>
let upload: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stoa-backup-'))
  file = join(folder, 'forum.backup')
  asker = await forum.user()
  upload = (await sendFile(asker, 'red.png', await picture(800, 120))).body.url
  const body = `换行\n\\N and\ttabs ![red](${upload})`
  thread = await createThread(asker, await forum.category(), { body })
  await forum.settle()
  // One reply whose effects wait as jobs, and one whose event waits.
  await reply(await forum.user(), thread.id, 'Usually ten minutes.')
  await dispatchAll(forum.connection.db, workOf, forum.now())
  await reply(await forum.user(), thread.id, 'Or twenty.')
  const number = await openTicket(asker)
  const desk = await agent(forum)
  await desk.post(`/tickets/${number}/resolution`, { summary: 'It has arrived.' })
  await asker.post(`/tickets/${number}/reopening`, { body: 'It has not.' })
  await sumDays(forum.context())
  await backUp(forum, to(file), quiet)
})
afterAll(() => rm(folder, { recursive: true }))

test('a backup is for its owner only and encrypted', async () => {
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const text = (await readFile(file)).toString('latin1')
  expect(text).toMatch(/^age-encryption.org/)
  expect(text).not.toContain(thread.title)
})

test('a backup overwrites no file', async () => {
  await expect(backUp(forum, to(file), quiet)).rejects.toThrow('already exists')
})

test('a wrong secret or a truncated file leaves the forum empty', async () => {
  const ports = { ...empty.ports, keyFor: () => Buffer.alloc(32) }
  const refused = restore({ ...empty, ports }, from(file), quiet)
  await expect(refused).rejects.toThrow('made with a different STOA_SECRET')
  const { size } = await stat(file)
  for (const length of [0, 100, 1000, Math.round(size / 2), size - 100]) {
    const cut = join(folder, 'cut.backup')
    await writeFile(cut, (await readFile(file)).subarray(0, length))
    await expect(restore(empty, from(cut), quiet)).rejects.toThrow('The backup is incomplete')
  }
  expect((await empty.guest.get('/threads')).body.items).toEqual([])
})

test('the secret of the backup opens it, even as the previous one', async () => {
  const ports = {
    ...empty.ports,
    ...keysOf({ secret: 'x', previousSecret: forum.settings.secret })
  }
  const names: string[] = []
  for await (const { name } of readArchive(from(file).open, passphrasesOf(ports))) names.push(name)
  expect(names).toContain('manifest.json')
})

test('a restored forum equals the original, without its sessions', async () => {
  const told: number[] = []
  await restore(empty, from(file), (done, total) => told.push(done / total))
  expect(told.at(-1)).toBe(1)
  // The command would end here, but this process has cached that there are no categories.
  invalidateCategories(empty.ports)
  const [before, after] = await Promise.all(
    [forum, empty].map(async ({ guest }) => (await guest.get(`/threads/${thread.id}`)).body)
  )
  expect(after).toEqual(before)
  for (const url of [upload, `${upload}/690`, `${upload}/1380`]) {
    const [before, after] = await Promise.all(
      [forum, empty].map(({ guest }) => guest.inject({ method: 'GET', url }))
    )
    expect(after?.status).toBe(200)
    expect(after?.raw.equals(before?.raw ?? Buffer.of())).toBe(true)
  }
  expect(await empty.connection.sql`select from sessions`).toEqual([])
})

test('statistics of the desk are the same as before', async () => {
  await sumDays(empty.context())
  const [before, after] = await Promise.all(
    [forum, empty].map(
      ({ connection }) => connection.sql`select day, topic, open, resolved, reopened from desk_days`
    )
  )
  expect(before).toMatchObject([{ open: 1, resolved: 1, reopened: 1 }])
  expect(after).toEqual(before)
})

test('a row that does not fit fails at once', async () => {
  const table = { name: 'desk_topics', columns: ['key'] }
  const refused = forum.connection.sql.begin((tx) => writePart(tx, table, Buffer.from('other\n')))
  await expect(refused).rejects.toThrow('transaction is aborted')
})

test('a restored forum works: new ids, effects once, no second restore', async () => {
  await empty.settle()
  const told = await empty.connection
    .sql`select from notifications where user_id = ${asker.id} and post_id is not null`
  expect(told).toHaveLength(2)
  const member = await empty.user({ username: 'after_restore', email: 'after@example.test' })
  expect((await reply(member, thread.id)).number).toBe(4)
  await expect(restore(empty, from(file), quiet)).rejects.toThrow('has accounts')
})
