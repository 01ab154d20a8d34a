import { beforeAll, describe, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { ask, reply } from '../posting.ts'
import { silence } from '../silencing.ts'

const forum = startForum()
const secret = 'sk-live-1234567890'
let author: Client
let other: Client
let volunteer: Client
let elsewhere: Client
let categoryId: number

beforeAll(async () => {
  categoryId = await forum.category()
  author = await forum.user()
  other = await forum.user()
  volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  elsewhere = await forum.user({ role: 'volunteer', moderates: [await forum.category()] })
})

const question = (body = 'First version.') => ask(author, categoryId, { body })
const bodies = async (postId: number) =>
  (await forum.guest.get(`/posts/${postId}/revisions`)).body.items.map(
    ({ body }: { body: string }) => body
  )
const shown = async (threadId: number) => (await forum.guest.get(`/threads/${threadId}`)).body

describe('an edit', () => {
  test('changes an own post and keeps what it said, for all to read', async () => {
    const { id, postId } = await question()
    const edit = { body: 'Second **version**.', reason: 'wrong amount' }
    expect((await author.patch(`/posts/${postId}`, edit)).status).toBe(204)
    const [post] = (await shown(id)).posts
    expect(post.html).toContain('<strong>version</strong>')
    expect(post).toMatchObject({ revisionCount: 1, editedAt: expect.any(String) })
    const { items } = (await forum.guest.get(`/posts/${postId}/revisions`)).body
    expect(items).toMatchObject([
      { number: 1, body: 'First version.', reason: null, editor: { id: author.id } },
      { number: 2, body: 'Second **version**.', reason: 'wrong amount', editor: { id: author.id } }
    ])
  })

  test('is for the author only, not even for staff', async () => {
    const { postId } = await question()
    for (const client of [other, volunteer, await forum.user({ role: 'admin' })])
      expect((await client.patch(`/posts/${postId}`, { body: 'Mine' })).body.code).toBe(
        'not_own_post'
      )
    expect((await forum.guest.patch(`/posts/${postId}`, { body: 'Mine' })).status).toBe(401)
  })

  test('waits while the author is silenced, the thread closed or the post hidden', async () => {
    const muzzled = await forum.user()
    const { id, postId } = await question()
    const mine = await ask(other, categoryId)
    await silence(forum, muzzled)
    expect((await muzzled.patch(`/posts/${postId}`, { body: 'x' })).body.code).toBe('silenced')
    await volunteer.post(`/threads/${id}/closing`)
    expect((await author.patch(`/posts/${postId}`, { body: 'x' })).body.code).toBe('thread_closed')
    await volunteer.post(`/posts/${mine.postId}/hiding`, { reason: 'spam' })
    const refused = await other.patch(`/posts/${mine.postId}`, { body: 'x' })
    expect(refused.body.code).toBe('post_not_editable')
  })

  test('that changes nothing leaves no trace', async () => {
    const { postId } = await question()
    await author.patch(`/posts/${postId}`, { body: 'First version.' })
    expect(await bodies(postId)).toHaveLength(1)
  })

  test('loses no version when two arrive at once', async () => {
    const { postId } = await question()
    const edits = ['a', 'b', 'c', 'd'].map((body) => author.patch(`/posts/${postId}`, { body }))
    await Promise.all(edits)
    expect((await bodies(postId)).toSorted()).toEqual(['First version.', 'a', 'b', 'c', 'd'])
  })

  test('gives its form the Markdown, which nobody gets of a hidden post', async () => {
    const { postId, title } = await question('Some *Markdown*')
    const source = await other.get(`/posts/${postId}/source`)
    expect(source.body).toMatchObject({ body: 'Some *Markdown*', title, number: 1 })
    await volunteer.post(`/posts/${postId}/hiding`, { reason: 'spam' })
    for (const path of ['source', 'revisions'])
      expect((await other.get(`/posts/${postId}/${path}`)).status).toBe(404)
    expect((await author.get(`/posts/${postId}/source`)).status).toBe(200)
  })
})

describe('a redaction', () => {
  test('takes a passage out of text, history, title and quotes', async () => {
    const title = `My key ${secret} does not work`
    const { id, postId } = await ask(author, categoryId, { title, body: `It is ${secret}.` })
    await author.patch(`/posts/${postId}`, { body: `I wrote ${secret} once.` })
    const answer = await reply(other, id, `> It is ${secret}.\n\nRemove it!`)
    await other.patch(`/posts/${answer.id}`, { body: `> It is ${secret}.\n\nRemove that!` })
    expect((await author.post(`/posts/${postId}/redaction`, { text: secret })).status).toBe(204)
    expect(await bodies(postId)).toEqual(['It is ████.', 'I wrote ████ once.'])
    for (const path of [`/threads/${id}`, `/posts/${answer.id}/revisions`])
      expect((await forum.guest.get(path)).text).not.toContain(secret)
    expect((await shown(id)).thread.title).toBe('My key ████ does not work')
  })

  test('reaches titles that the thread had before', async () => {
    const { id, postId } = await ask(author, categoryId, { title: `Key ${secret}` })
    await author.patch(`/threads/${id}`, { title: 'Key does not work' })
    await author.post(`/posts/${postId}/redaction`, { text: secret })
    expect((await forum.guest.get(`/threads/${id}`)).text).not.toContain(secret)
    expect((await forum.guest.get(`/posts/${postId}/revisions`)).text).not.toContain(secret)
  })

  test('is for author and moderators of the category, and moderators are logged', async () => {
    const { postId } = await question(`Call 13800138000 or 13900139000`)
    for (const client of [other, elsewhere])
      expect(
        (await client.post(`/posts/${postId}/redaction`, { text: '13800138000' })).status
      ).toBe(403)
    const done = await volunteer.post(`/posts/${postId}/redaction`, { text: '13800138000' })
    expect(done.status).toBe(204)
    const [line] = (await forum.guest.get('/moderation/log')).body.items
    expect(line).toMatchObject({ kind: 'redacted', actorRole: 'volunteer' })
    expect(await bodies(postId)).toEqual(['Call ████ or 13900139000'])
  })

  test('of what does not stand there says so', async () => {
    const { postId } = await question()
    const refused = await author.post(`/posts/${postId}/redaction`, { text: 'nowhere' })
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'text'])
  })
})
