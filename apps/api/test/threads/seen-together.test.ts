import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'

const forum = startForum()
let author: Client
let categoryId: number

beforeAll(async () => {
  author = await forum.user()
  categoryId = await forum.category()
  // From here on, a thread and its posts have different ids.
  const { id } = await createThread(await forum.user(), categoryId)
  for (const text of ['One.', 'Two.']) await reply(await forum.user(), id, text)
})

const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow'.split(
  ' '
)
const [first, second] = [words.slice(0, 6).join(' '), words.slice(6).join(' ')]
const codeOf = async (answer: Promise<{ body: { code?: string } }>) => (await answer).body.code

test('a secret split over two posts of one author is refused', async () => {
  const { id } = await createThread(author, categoryId, { body: first })
  expect(await codeOf(author.post(`/threads/${id}/posts`, { body: second }))).toBe('secret_found')
  expect(await codeOf((await forum.user()).post(`/threads/${id}/posts`, { body: second }))).toBe(
    undefined
  )
})

test('an edit is reviewed together with the post before it', async () => {
  const { id } = await createThread(await forum.user(), categoryId)
  await reply(author, id, first)
  const { id: postId } = await reply(author, id, 'More in a minute.')
  expect(await codeOf(author.patch(`/posts/${postId}`, { body: second }))).toBe('secret_found')
})

test('title, text and tags are reviewed together', async () => {
  const thread = { categoryId, title: `Help ${first}`, body: `${second}` }
  expect(await codeOf(author.post('/threads', thread))).toBe('secret_found')
  const { id, postId } = await createThread(author, categoryId, {
    title: 'It does not open',
    body: second
  })
  expect(await codeOf(author.patch(`/threads/${id}`, { title: `Help ${first}` }))).toBe(
    'secret_found'
  )
  const edited = author.patch(`/posts/${postId}`, { body: `It is this one: ${second}!` })
  expect(await codeOf(edited)).toBe(undefined)
})

test('an edit is reviewed together with the author’s previous post', async () => {
  const { id } = await createThread(author, categoryId)
  await reply(author, id, first)
  const { id: postId } = await reply(author, id, 'More in a minute.')
  const { status, body } = await author.patch(`/posts/${postId}`, { body: second })
  expect([status, body.code, body.errors[0].path]).toEqual([422, 'secret_found', 'body'])
})

test('guards read the rendered text too', async () => {
  const hidden = words.map((word) => `${word.slice(0, 2)}**${word.slice(2)}**`).join('&#32;')
  const { body } = await author.post('/threads', {
    categoryId,
    title: 'Is it right so?',
    body: hidden
  })
  expect(body.code).toBe('secret_found')
})
