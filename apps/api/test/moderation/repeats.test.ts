import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum({ origin: 'http://forum.harbor.example' })
let categoryId: number
let threads: number[]

beforeAll(async () => {
  categoryId = await forum.category()
  const asker = await forum.user()
  threads = [(await createThread(asker, categoryId)).id, (await createThread(asker, categoryId)).id]
})

const stateIn = async (index: number, client: Client, body: string) =>
  (await client.post(`/threads/${threads[index]}/posts`, { body })).body.state

test.each([
  ['long', 'My deposit took four hours as well, and then it arrived by itself in the night.'],
  ['with an address', 'See https://etherscan.io/tx/1'],
  [
    'long, in Chinese',
    '我的充值也等了四个小时，后来半夜自己到账了，什么都没有做，客服也没有联系过我，大家再耐心等一等吧，别着急。'
  ]
])('a new member’s repeat in a second thread within a day waits: %s', async (_, text) => {
  const newcomer = await forum.user({ trust: 'new' })
  expect(await stateIn(0, newcomer, text)).toBe('visible')
  expect(await stateIn(0, newcomer, text)).toBe('visible')
  expect(await stateIn(1, newcomer, `${text}!`)).toBe('awaiting_approval')
  forum.advance(25 * 3600_000)
  expect(await stateIn(1, newcomer, text)).toBe('visible')
  const member = await forum.user({ trust: 'basic' })
  for (const index of [0, 1]) expect(await stateIn(index, member, text)).toBe('visible')
})

test('short thanks may be repeated, and other words at once', async () => {
  const newcomer = await forum.user({ trust: 'new' })
  for (const index of [0, 1])
    expect(await stateIn(index, newcomer, 'Thank you, that helped!')).toBe('visible')
  const other = 'It took two days with my bank, and they never told me why it was stopped.'
  expect(await stateIn(0, newcomer, other)).toBe('visible')
  const another = 'Has anybody tried the other network? Its fees are lower since the last update.'
  expect(await stateIn(1, newcomer, another)).toBe('visible')
})

test('of two concurrent repeats one waits', async () => {
  const newcomer = await forum.user({ trust: 'new' })
  const text = 'I wrote to them five times and waited for a week before anything happened at all.'
  const states = await Promise.all([0, 1].map((index) => stateIn(index, newcomer, text)))
  expect(states.toSorted()).toEqual(['awaiting_approval', 'visible'])
})

test('a repeated question is refused with a link to the first', async () => {
  const newcomer = await forum.user({ trust: 'new', locale: 'en' })
  const question = { categoryId, title: 'Where is my deposit?', body: 'I sent it yesterday.' }
  const { id, url } = await createThread(newcomer, categoryId, question)
  const again = await newcomer.post('/threads', { ...question, body: 'I sent it yesterday!!' })
  expect([again.status, again.body.code]).toEqual([409, 'asked_already'])
  expect(again.body).toMatchObject({ detail: 'You’ve already asked this here.', url })
  expect((await newcomer.delete(`/threads/${id}`)).status).toBe(204)
  expect((await newcomer.post('/threads', question)).status).toBe(201)
})

test('an edit does not repeat a text in a second thread either', async () => {
  const newcomer = await forum.user({ trust: 'new' })
  const text = 'There is a man who helped me with exactly this, he answers within a few minutes.'
  expect(await stateIn(0, newcomer, text)).toBe('visible')
  const { body } = await newcomer.post(`/threads/${threads[1]}/posts`, { body: 'Thanks a lot.' })
  expect((await newcomer.patch(`/posts/${body.id}`, { body: text })).body.awaitingApproval).toBe(
    true
  )
})

test('of two concurrent edits with the same text one waits', async () => {
  const newcomer = await forum.user({ trust: 'new' })
  const text = 'Nobody at my bank knew what to do, until a friend of mine looked at the reference.'
  const first = ['My bank is slow.', 'Mine as well.']
  const posts = await Promise.all(
    first.map(
      async (body, index) =>
        (await newcomer.post(`/threads/${threads[index]}/posts`, { body })).body.id as number
    )
  )
  const edit = (id: number) => newcomer.patch(`/posts/${id}`, { body: text })
  const statuses = (await Promise.all(posts.map(edit))).map(({ status }) => status)
  expect(statuses.toSorted()).toEqual([202, 204])
})
