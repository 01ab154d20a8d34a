import { randomBytes } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
let categoryId: number
let staff: Client
let threadId: number

beforeAll(async () => {
  categoryId = await forum.category()
  staff = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  threadId = (await createThread(await forum.user(), categoryId)).id
})

/** True if a reply with this text is public with all its links. */
const isPublic = async (client: Client, text: string, where = threadId) => {
  const { id, number } = await reply(client, where, text)
  const path = `/threads/${where}/posts?after=${number - 1}`
  const { items } = (await forum.guest.get(path)).body
  const post = items.find((one: { id: number }) => one.id === id)
  expect(post.state).toBe('visible')
  return !post.html.includes('[link awaiting approval]')
}

test('links to a spammer’s pages wait until the sweep is undone', async () => {
  const spammer = await forum.user({ trust: 'new' })
  const member = await forum.user()
  await reply(member, threadId, 'See https://wiki.example/deposits for that')
  await reply(spammer, threadId, 'Win at https://free-coins.example/a and https://wiki.example/me')
  await forum.settle()
  expect(await isPublic(member, 'Is https://free-coins.example/b real?')).toBe(true)
  const path = `/users/${spammer.username}/sweeps`
  const { body } = await staff.post(path, { reason: 'spam' })
  expect(body).toMatchObject({ hidden: 1, links: 2 })
  expect(await isPublic(member, 'Is https://Free-Coins.example/c real?')).toBe(false)
  expect(await isPublic(member, 'Is https://win.free-coins.example/c real?')).toBe(false)
  expect(await isPublic(member, 'Is https://no-free-coins.example/c real?')).toBe(true)
  // Others link to that host, too, so only the exact address is quarantined.
  expect(await isPublic(member, 'Read https://wiki.example/fees')).toBe(true)
  expect(await isPublic(member, 'Read https://wiki.example/me')).toBe(false)
  expect(await isPublic(staff, 'Never open https://free-coins.example/a')).toBe(true)
  expect((await staff.post(`${path}/${body.id}/undo`)).status).toBe(204)
  expect(await isPublic(member, 'Is https://free-coins.example/d real?')).toBe(true)
})

const sweep = async (by: Client, { username }: Client) =>
  (await by.post(`/users/${username}/sweeps`, { reason: 'spam' })).body

test('on a shared host only the spammer’s pages are quarantined, however written', async () => {
  const spammer = await forum.user()
  const member = await forum.user()
  const other = 'https://films.example/watch?v=harmless and https://shop.example/a?ref=anna'
  await reply(member, threadId, `See ${other}`)
  await reply(
    spammer,
    threadId,
    'https://films.example/watch?v=coins https://shop.example/b?ref=9#top'
  )
  await forum.settle()
  expect(await sweep(staff, spammer)).toMatchObject({ links: 2 })
  const held = [
    'https://films.example/watch?v=coins#now',
    'http://FILMS.example/watch/?utm_source=x&v=coins',
    'https://shop.example/b?x=2',
    'https://shop.example/b/'
  ]
  for (const url of held) expect(await isPublic(member, `Is ${url} real?`)).toBe(false)
  for (const url of ['https://films.example/watch?v=other', 'https://shop.example/a?ref=9'])
    expect(await isPublic(member, `Is ${url} real?`)).toBe(true)
})

test('a volunteer’s quarantine applies in their categories, that of staff everywhere', async () => {
  const [mine, elsewhere] = [await forum.category(), await forum.category()]
  const volunteer = await forum.user({ role: 'volunteer', moderates: [mine] })
  const [spammer, member] = [await forum.user({ trust: 'new' }), await forum.user()]
  const here = (await createThread(staff, mine)).id
  const there = (await createThread(staff, elsewhere)).id
  await reply(spammer, here, 'Go to https://pills.example/now')
  await reply(spammer, there, 'Go to https://pills.example/now')
  expect(await sweep(volunteer, spammer)).toMatchObject({ hidden: 1, links: 1 })
  const text = 'Is https://pills.example/then any good?'
  expect(await isPublic(member, text, here)).toBe(false)
  expect(await isPublic(member, text, there)).toBe(true)
  expect(await sweep(staff, spammer)).toMatchObject({ hidden: 1, links: 1 })
  expect(await isPublic(member, text, there)).toBe(false)
})

test('all addresses of a spammer are quarantined, however many', async () => {
  const spammer = await forum.user()
  const urls = Array.from({ length: 250 }, (_, index) => `https://coins-${index}.example/`)
  await reply(spammer, threadId, urls.join('\n'))
  expect(await sweep(staff, spammer)).toMatchObject({ links: 250 })
})

test('addresses that share only some parameters with a spammer’s are public', async () => {
  const [spammer, member] = [await forum.user(), await forum.user()]
  await reply(member, threadId, 'https://tube.example/watch?v=good')
  await reply(spammer, threadId, 'https://tube.example/watch?v=coins&feature=share')
  await reply(spammer, threadId, 'https://tube.example/watch and https://tube.example/watch?t=1')
  await forum.settle()
  expect(await sweep(staff, spammer)).toMatchObject({ links: 3 })
  expect(await isPublic(member, 'https://tube.example/watch?v=other&feature=share')).toBe(true)
  expect(await isPublic(member, 'https://tube.example/watch?v=other&t=1')).toBe(true)
  expect(await isPublic(member, 'https://tube.example/watch?feature=share&v=coins')).toBe(false)
})

test('a link to a quarantined page waits, however it is written', async () => {
  const [spammer, member] = [await forum.user(), await forum.user()]
  await reply(member, threadId, 'https://stall.example/a')
  await reply(spammer, threadId, 'https://stall.example/bad')
  await forum.settle()
  await sweep(staff, spammer)
  const paths = ['/%62ad', '//bad', '/bad;x=1', './bad']
  for (const path of paths)
    expect(await isPublic(member, `Is <https://stall.example${path}> real?`)).toBe(false)
  expect(await isPublic(member, 'Is https://stall.example/bad/not real?')).toBe(true)
})

test('addresses of any length are posted, swept and quarantined', async () => {
  const [spammer, member] = [await forum.user({ trust: 'new' }), await forum.user()]
  const noise = randomBytes(3000).toString('hex')
  await reply(member, threadId, `https://books.example/a and [x](https://big.example?${noise})`)
  await reply(spammer, threadId, `Read [this](https://books.example/${noise})`)
  await forum.settle()
  expect(await sweep(staff, spammer)).toMatchObject({ hidden: 1, links: 1 })
  expect(await isPublic(member, `Is [this](https://books.example/${noise}) real?`)).toBe(false)
  expect(await isPublic(member, `Is [this](https://books.example/${noise}0) real?`)).toBe(true)
})

test('a spammer who writes github.io or co.uk quarantines nobody’s pages below them', async () => {
  const [spammer, member] = [await forum.user(), await forum.user()]
  await reply(spammer, threadId, 'https://github.io/win https://me.github.io https://co.uk')
  expect(await sweep(staff, spammer)).toMatchObject({ links: 3 })
  for (const url of ['https://github.io/win', 'https://me.github.io/a', 'https://co.uk/'])
    expect(await isPublic(member, `Is ${url} real?`)).toBe(false)
  for (const url of ['https://anna.github.io', 'https://github.io/a', 'https://shop.co.uk'])
    expect(await isPublic(member, `Is ${url} real?`)).toBe(true)
})
