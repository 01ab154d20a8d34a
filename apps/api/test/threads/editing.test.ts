import { beforeAll, describe, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { approveEdit, approvePost, createThread, refuseEdit, reply } from '../posting.ts'
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

const question = (body = 'First version.') => createThread(author, categoryId, { body })
const bodies = async (postId: number) =>
  (await forum.guest.get(`/posts/${postId}/revisions`)).body.items.map(
    ({ body }: { body: string }) => body
  )
const shown = async (threadId: number) => (await forum.guest.get(`/threads/${threadId}`)).body

async function approved(body: string) {
  const approving = await forum.category({ rule: 'approve_first' })
  const moderator = await forum.user({ role: 'volunteer', moderates: [approving] })
  const { id, postId } = await createThread(author, approving, { body })
  await approvePost(moderator, postId)
  return { moderator, id, postId }
}

describe('an edit', () => {
  test('changes an own post and keeps the old text in its public history', async () => {
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

  test('is allowed to the author only, not even to staff', async () => {
    const { postId } = await question()
    for (const client of [other, volunteer, await forum.user({ role: 'admin' })])
      expect((await client.patch(`/posts/${postId}`, { body: 'Mine' })).body.code).toBe(
        'not_own_post'
      )
    expect((await forum.guest.patch(`/posts/${postId}`, { body: 'Mine' })).status).toBe(401)
  })

  test('is refused while the author is silenced, the thread closed or the post hidden', async () => {
    const muzzled = await forum.user()
    const { id, postId } = await question()
    const mine = await createThread(other, categoryId)
    await silence(forum, muzzled)
    expect((await muzzled.patch(`/posts/${postId}`, { body: 'x' })).body.code).toBe('silenced')
    await volunteer.put(`/threads/${id}/closing`, { reason: 'other' })
    expect((await author.patch(`/posts/${postId}`, { body: 'x' })).body.code).toBe('thread_closed')
    await volunteer.post(`/posts/${mine.postId}/hiding`, { reason: 'spam' })
    const refused = await other.patch(`/posts/${mine.postId}`, { body: 'x' })
    expect(refused.body.code).toBe('post_not_editable')
  })

  test('of an approved post is held, and the old text stays', async () => {
    const { moderator, id, postId } = await approved('The old text.')
    const edited = await author.patch(`/posts/${postId}`, { body: 'The new text.', reason: 'x' })
    expect([edited.status, edited.body]).toEqual([202, { awaitingApproval: true }])
    expect((await forum.guest.get(`/threads/${id}`)).text).not.toContain('new text')
    expect(await bodies(postId)).toEqual(['The old text.'])
    for (const [client, awaitingBody] of [
      [author, 'The new text.'],
      [moderator, null]
    ] as const)
      expect((await client.get(`/posts/${postId}/source`)).body.awaitingBody).toBe(awaitingBody)
    const [edit] = (await moderator.get('/moderation/edits')).body.items
    expect(edit).toMatchObject({ postId, reason: 'x', html: expect.stringContaining('new text') })
    expect((await approveEdit(author, edit.id)).status).toBe(403)
    expect((await approveEdit(moderator, edit.id)).status).toBe(204)
    const { items } = (await forum.guest.get(`/posts/${postId}/revisions`)).body
    expect(items[1]).toMatchObject({
      body: 'The new text.',
      editor: { id: author.id },
      reason: 'x'
    })
  })

  test('keeps its place in the queue when changed; a refused one becomes a draft', async () => {
    const { moderator, postId } = await approved('The old text.')
    const waiting = async () => (await moderator.get('/moderation/edits')).body.items[0]?.id
    await author.patch(`/posts/${postId}`, { body: 'Harmless.' })
    const seen = await waiting()
    await author.patch(`/posts/${postId}`, { body: 'Not seen yet.' })
    expect(await waiting()).toBe(seen)
    expect((await refuseEdit(moderator, seen)).status).toBe(204)
    expect([await bodies(postId), await waiting()]).toEqual([['The old text.'], undefined])
    expect((await author.get(`/drafts/post:${postId}`)).body.body).toBe('Not seen yet.')
    const [line] = (await forum.guest.get('/moderation/log')).body.items
    expect(line).toMatchObject({ kind: 'edit_refused', reason: 'spam', user: null })
  })

  test('of an approved title is left to moderators', async () => {
    const { moderator, id } = await approved('The old text.')
    const title = { title: 'Another title for this thread' }
    expect((await author.patch(`/threads/${id}`, title)).body.code).toBe('approved_title')
    expect((await author.get(`/threads/${id}`)).body.thread.can.retitle).toBe(false)
    expect((await moderator.patch(`/threads/${id}`, title)).status).toBe(204)
  })

  test('without a change leaves no trace', async () => {
    const { postId } = await question()
    await author.patch(`/posts/${postId}`, { body: 'First version.' })
    expect(await bodies(postId)).toHaveLength(1)
  })

  test('keeps every version if two arrive at the same time', async () => {
    const { postId } = await question()
    const edits = ['a', 'b', 'c', 'd'].map((body) => author.patch(`/posts/${postId}`, { body }))
    await Promise.all(edits)
    expect((await bodies(postId)).toSorted()).toEqual(['First version.', 'a', 'b', 'c', 'd'])
  })

  test('form gets the Markdown, except for hidden posts', async () => {
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
  test('removes a passage from text, history, title and quotes', async () => {
    const title = `My key ${secret} does not work`
    const { id, postId } = await createThread(author, categoryId, {
      title,
      body: `It is ${secret}.`
    })
    await author.patch(`/posts/${postId}`, { body: `I wrote ${secret} once.` })
    const answer = await reply(other, id, `> It is ${secret}.\n\nRemove it!`)
    await other.patch(`/posts/${answer.id}`, { body: `> It is ${secret}.\n\nRemove that!` })
    expect((await author.post(`/posts/${postId}/redaction`, { text: secret })).status).toBe(204)
    expect(await bodies(postId)).toEqual(['It is ████.', 'I wrote ████ once.'])
    for (const path of [`/threads/${id}`, `/posts/${answer.id}/revisions`])
      expect((await forum.guest.get(path)).text).not.toContain(secret)
    expect((await shown(id)).thread.title).toBe('My key ████ does not work')
  })

  test('covers former titles of the thread', async () => {
    const { id, postId } = await createThread(author, categoryId, { title: `Key ${secret}` })
    await author.patch(`/threads/${id}`, { title: 'Key does not work' })
    await author.post(`/posts/${postId}/redaction`, { text: secret })
    expect((await forum.guest.get(`/threads/${id}`)).text).not.toContain(secret)
    expect((await forum.guest.get(`/posts/${postId}/revisions`)).text).not.toContain(secret)
  })

  test('is allowed to author and moderators, and moderators are logged', async () => {
    const { postId } = await question(`Order 73800138000 or 73900139000`)
    for (const client of [other, elsewhere])
      expect(
        (await client.post(`/posts/${postId}/redaction`, { text: '73800138000' })).status
      ).toBe(403)
    const done = await volunteer.post(`/posts/${postId}/redaction`, { text: '73800138000' })
    expect(done.status).toBe(204)
    const [line] = (await forum.guest.get('/moderation/log')).body.items
    expect(line).toMatchObject({ kind: 'redacted', actorRole: 'volunteer' })
    expect(await bodies(postId)).toEqual(['Order ████ or 73900139000'])
  })

  test('of others’ quotes is logged and shown in the history of their posts', async () => {
    const { id, postId } = await question(`It is ${secret}.`)
    const quoting = await reply(other, id, `> It is ${secret}.\n\nRemove it!`)
    const apart = await reply(other, id, 'Something else.')
    await author.post(`/posts/${postId}/redaction`, { text: secret })
    const redactedAt = async (post: { id: number }) =>
      (await forum.guest.get(`/posts/${post.id}/revisions`)).body.redactedAt
    expect(await redactedAt(quoting)).toEqual(expect.any(String))
    expect([await redactedAt({ id: postId }), await redactedAt(apart)]).toEqual([
      expect.any(String),
      null
    ])
    const line = async (client: Client) => (await client.get('/moderation/log')).body.items[0]
    const shown = { kind: 'quote_redacted', actorRole: 'member', reason: 'leaked_secret' }
    expect(await line(forum.guest)).toMatchObject({ ...shown, url: `/p/${quoting.id}`, user: null })
    const staff = await forum.user({ role: 'staff' })
    expect(await line(staff)).toMatchObject({ actor: author.username, user: other.username })
  })

  test('covers edits that await approval', async () => {
    const { moderator, id, postId } = await approved(`It is ${secret}.`)
    await author.patch(`/posts/${postId}`, { body: `Still ${secret}.` })
    const quoting = await reply(author, id, 'Nothing yet.')
    await approvePost(moderator, quoting.id)
    await author.patch(`/posts/${quoting.id}`, { body: `> It is ${secret}.` })
    await author.post(`/posts/${postId}/redaction`, { text: secret })
    expect((await moderator.get('/moderation/edits')).text).not.toContain(secret)
  })

  test('of a missing passage is refused', async () => {
    const { postId } = await question()
    const refused = await author.post(`/posts/${postId}/redaction`, { text: 'nowhere' })
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'text'])
  })
})
