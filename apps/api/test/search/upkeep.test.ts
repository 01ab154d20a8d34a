import { expect, test } from 'vitest'
import { deleteOldQueries } from '@stoa/search'
import { zeroResultQueries } from '@stoa/search/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { look, titles } from './looking.ts'

const forum = startForum()
const people = (count: number) => Promise.all(Array.from({ length: count }, () => forum.user()))
const misses = async (staff: Client) => (await staff.get('/search/zero-result-queries')).body.items

test('staff see what five people or more did not find in a week, counted once each', async () => {
  const staff = await forum.user({ role: 'staff' })
  for (const person of await people(5)) {
    await look(person, 'Hardware WALLET')
    await look(person, 'hardware wallet')
  }
  for (const person of await people(4)) await look(person, 'paper wallet')
  expect(await misses(staff)).toMatchObject([{ term: 'hardware wallet', people: 5 }])
  expect((await (await forum.user()).get('/search/zero-result-queries')).status).toBe(403)
})

test('queries with secrets or personal data are not stored', async () => {
  const kept = () => forum.connection.db.$count(zeroResultQueries)
  const before = await kept()
  const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
  for (const typed of [words, 'anna@gmail.com', '0x8f3a2b99cc41d07e5a6b', '13800138000'])
    await look(forum.guest, typed)
  expect(await kept()).toBe(before)
  const rows = await forum.connection.db.select().from(zeroResultQueries)
  expect(rows.filter(({ term }) => term.includes('paper'))).toEqual([])
})

test('rare queries are deleted after a week, all others after half a year', async () => {
  forum.advance(8 * 24 * 3600_000)
  const staff = await forum.user({ role: 'staff' })
  await deleteOldQueries(forum.context())
  expect(await misses(staff)).toMatchObject([{ term: 'hardware wallet', people: 5 }])
  forum.advance(200 * 24 * 3600_000)
  await deleteOldQueries(forum.context())
  expect(await forum.connection.db.$count(zeroResultQueries)).toBe(0)
})

test('staff edit related words, and the next search uses them', async () => {
  const staff = await forum.user({ role: 'staff' })
  const [anna, category] = [await forum.user(), await forum.category()]
  await createThread(anna, category, { title: 'The garnet is broken', body: 'Since yesterday.' })
  await forum.settle()
  expect(await titles(forum.guest, 'beryl')).toEqual([])
  const { text } = (await staff.get('/search/related-words')).body
  expect(text).toContain('提现')
  const put = (client: Client, added: string) =>
    client.put('/search/related-words', { text: `${text}\n${added}` })
  expect((await put(anna, 'beryl = garnet')).status).toBe(403)
  expect((await put(staff, 'beryl = garnet # stones')).status).toBe(204)
  expect(await titles(forum.guest, 'beryl')).toEqual(['The garnet is broken'])
  expect(await titles(forum.guest, '"beryl"')).toEqual([])
})

test('a line without two words is refused with its number', async () => {
  const staff = await forum.user({ role: 'staff' })
  const { status, body } = await staff.put('/search/related-words', { text: 'a = b\n\nalone' })
  expect(status).toBe(422)
  expect(body.errors).toMatchObject([{ path: 'text', message: expect.stringContaining('3') }])
})
