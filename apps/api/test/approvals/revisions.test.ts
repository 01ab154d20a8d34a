import { beforeAll, expect, test } from 'vitest'
import type { Snapshot } from '@stoa/core'
import { announce, announcer, draft, publish } from '../announcements/writing.ts'
import { startForum, type Client } from '../forum.ts'
import { approvalOf, confirm, refuse } from '../moderation/confirming.ts'
import { approvePost, createThread, reply, revisionOfEdit, revisionOfPost } from '../posting.ts'

// Every approval names the revision that was read; any other revision is refused.
const forum = startForum()
let moderated: number
let moderator: Client

beforeAll(async () => {
  moderated = await forum.category({ rule: 'approve_first' })
  moderator = await forum.user({ role: 'volunteer', moderates: [moderated] })
})

const bodyOf = async (path: string, client = forum.guest) => (await client.get(path)).body
const risk = (body: string) => ({ type: 'risk', translations: { en: { title: 'Beware', body } } })

/** The present text of a part. */
const partOf = ({ body }: { body: { now: Snapshot } }, wanted: string) =>
  body.now.parts.find(({ name }) => name === wanted)?.text

/** The approval named an old revision. */
const changed = (answer: { status: number; body: { code?: string } }) =>
  answer.status === 409 && answer.body.code === 'revision_changed'

test('approving an announcement changed meanwhile shows its present text', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const id = await draft(author, risk('Hang up at once.'))
  await publish(author, id)
  await author.patch(`/announcements/${id}`, risk('Call +1 555 0100 at once.'))
  const path = `/announcements/${id}/approval`
  const refused = await other.post(path, { revision: 1 })
  expect(refused).toMatchObject({ status: 409, body: { code: 'revision_changed' } })
  expect(refused.body.now.revision).toBe('2')
  expect(partOf(refused, 'body.en')).toBe('Call +1 555 0100 at once.')
  expect((await forum.guest.get(`/announcements/${id}`)).status).toBe(404)
  expect((await other.post(path)).status).toBe(422)
  expect((await other.post(path, { revision: 2 })).status).toBe(200)
})

test('nobody publishes a draft that was changed after they read it', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const id = await draft(author)
  await other.patch(`/announcements/${id}`, { ...risk('Send your coins here.'), type: 'info' })
  const sent = await author.post(`/announcements/${id}/publication`, { revision: 1 })
  expect(changed(sent)).toBe(true)
  expect((await publish(author, id)).body.state).toBe('published')
})

test('with a parallel approval and change the approved text is public', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  for (let round = 0; round < 4; round += 1) {
    const id = await draft(author, risk('Hang up at once.'))
    await publish(author, id)
    const [approved] = await Promise.all([
      other.post(`/announcements/${id}/approval`, { revision: 1 }),
      author.patch(`/announcements/${id}`, risk('Call us back.'))
    ])
    const { announcement } = await bodyOf(`/announcements/${id}`)
    if (approved.status === 200) expect(announcement.html).toContain('Hang up at once.')
    else expect([changed(approved), announcement]).toEqual([true, undefined])
  }
})

test('a proposed wording is approved in all languages, beside its original', async () => {
  const [author, other] = [await announcer(forum), await announcer(forum)]
  const id = await announce(author, { type: 'maintenance' })
  const said = (en: string) => ({ translations: { en } })
  const update = { phase: 'started', ...said('We began.') }
  const { id: updateId } = (await author.post(`/announcements/${id}/updates`, update)).body
  const path = `/announcements/${id}/updates/${updateId}`
  await author.patch(path, { translations: { en: 'See https://p.example', 'zh-CN': '见附件' } })
  const [proposal] = (await bodyOf(`/announcements/${id}`, other)).proposals
  expect(proposal.texts.map(({ language }: { language: string }) => language)).toEqual([
    'en',
    'zh-CN'
  ])
  await author.patch(path, said('We began, and are nearly done.'))
  const approval = `/announcements/${id}/proposals/${proposal.id}/approval`
  const refused = await other.post(approval, { revision: proposal.snapshot.revision })
  expect(changed(refused)).toBe(true)
  expect(partOf(refused, 'before.en')).toBe('We began, and are nearly done.')
  const { revision } = refused.body.now
  expect((await other.post(approval, { revision })).status).toBe(204)
})

test('moderators approve a post the same way, singly and with others', async () => {
  const author = await forum.user()
  const { id, postId } = await createThread(author, moderated)
  const read = await revisionOfPost(moderator, postId)
  await author.patch(`/posts/${postId}`, { body: 'Write to me for a refund.' })
  const refused = await moderator.post(`/posts/${postId}/approval`, read)
  expect(changed(refused)).toBe(true)
  expect(partOf(refused, 'body')).toBe('Write to me for a refund.')
  const bulk = { what: 'post', ids: [postId], outcome: 'approve' }
  const revisions = { [postId]: read.revision }
  const many = await moderator.post('/moderation/decisions', { ...bulk, revisions })
  expect(many.body.refused).toMatchObject([{ id: postId, code: 'revision_changed' }])
  expect(partOf({ body: many.body.refused[0] }, 'body')).toBe('Write to me for a refund.')
  expect((await forum.guest.get(`/threads/${id}`)).status).toBe(404)
})

test('title and tags of a thread are read with its first post', async () => {
  const author = await forum.user()
  const { id, postId } = await createThread(author, moderated)
  for (const change of [{ title: 'Refunds here, ask me' }, { tags: ['refund'] }]) {
    const read = await revisionOfPost(moderator, postId)
    await author.patch(`/threads/${id}`, change)
    expect(changed(await moderator.post(`/posts/${postId}/approval`, read))).toBe(true)
  }
})

test('with a parallel approval and edit of a post the read text is public', async () => {
  for (let round = 0; round < 4; round += 1) {
    const author = await forum.user()
    const { id, postId } = await createThread(author, moderated)
    const read = await revisionOfPost(moderator, postId)
    const [approved] = await Promise.all([
      moderator.post(`/posts/${postId}/approval`, read),
      author.patch(`/posts/${postId}`, { body: 'Write to me for a refund.' })
    ])
    const { posts = [] } = await bodyOf(`/threads/${id}`)
    expect(posts[0]?.html ?? '').not.toContain('refund')
    expect(posts.length > 0 ? approved.status === 204 : changed(approved)).toBe(true)
  }
})

/** Edits a public post of a moderated category; the edit awaits approval. */
async function heldEdit() {
  const author = await forum.user()
  const { postId } = await createThread(author, moderated)
  await approvePost(moderator, postId)
  const edit = (body: string) => author.patch(`/posts/${postId}`, { body })
  await edit('It has arrived, thanks.')
  const { items } = await bodyOf('/moderation/edits', moderator)
  const held = items.find((one: { postId: number }) => one.postId === postId)
  return { postId, held, edit, path: `/moderation/edits/${held.id}` }
}

test('an edit changed meanwhile is neither approved nor refused unread', async () => {
  const { postId, held, edit, path } = await heldEdit()
  expect(held).toMatchObject({ before: 'It has not arrived yet.' })
  const { revision } = held.snapshot
  await edit('Write to me for a refund.')
  const acts = { approval: {}, refusal: { reason: 'spam' } }
  for (const [act, grounds] of Object.entries(acts)) {
    const refused = await moderator.post(`${path}/${act}`, { revision, ...grounds })
    expect([changed(refused), partOf(refused, 'body')]).toEqual([true, 'Write to me for a refund.'])
    expect((await moderator.post(`${path}/${act}`, grounds)).status).toBe(422)
  }
  const read = await revisionOfEdit(moderator, held.id)
  expect((await moderator.post(`${path}/approval`, read)).status).toBe(204)
  expect((await bodyOf(`/posts/${postId}/source`)).body).toBe('Write to me for a refund.')
})

test('with a parallel approval and change of an edit the read text is public', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { postId, held, edit, path } = await heldEdit()
    const { revision } = held.snapshot
    const [approved] = await Promise.all([
      moderator.post(`${path}/approval`, { revision }),
      edit('Write to me for a refund.')
    ])
    const { body } = await bodyOf(`/posts/${postId}/source`)
    expect(body).not.toContain('refund')
    expect(body.includes('arrived, thanks') ? approved.status === 204 : changed(approved)).toBe(
      true
    )
  }
})

test('confirming an addition to the trust list does not confirm a removal', async () => {
  const [first, second] = [await forum.user({ role: 'admin' }), await forum.user({ role: 'admin' })]
  const value = 'harbor-soon.example'
  const { id } = (await first.post('/trust-list', { kind: 'domain', value })).body
  const read = await approvalOf(second, id)
  await confirm(second, id)
  await first.delete(`/trust-list/${id}`)
  expect((await second.post(`/approvals/${read}/approval`)).status).toBe(404)
  const third = await forum.user({ role: 'admin' })
  const [confirmed] = await Promise.all([confirm(second, id), refuse(third, id)])
  const { verdict } = await bodyOf(`/official?q=${value}`)
  expect(confirmed.status === 204).toBe(verdict !== 'official')
})

test('a campaign is released with the texts that its moderator saw', async () => {
  const categoryId = await forum.category()
  const staff = await forum.user({ role: 'staff' })
  const authors = await Promise.all([1, 2, 3].map(() => forum.user()))
  const text = 'Harbour lanterns glimmer tonight beside seventeen quiet wooden boats, number'
  const ids: number[] = []
  for (const [index, author] of authors.entries()) {
    const thread = await createThread(staff, categoryId)
    ids.push((await reply(author, thread.id, `${text} ${index}.`)).id)
    await forum.settle()
  }
  const { items } = await bodyOf('/moderation/campaigns', staff)
  const campaign = items.find(({ posts }: { posts: { postId: number }[] }) =>
    posts.some(({ postId }) => postId === ids[2])
  )
  await authors[2]?.patch(`/posts/${ids[2]}`, { body: `${text} 2, by https://partner.example.` })
  const release = { outcome: 'release', revision: campaign.snapshot.revision }
  expect(changed(await staff.post(`/moderation/campaigns/${campaign.id}/decision`, release))).toBe(
    true
  )
  const bulk = { what: 'campaign', ids: [campaign.id], outcome: 'approve' }
  const revisions = { [campaign.id]: campaign.snapshot.revision }
  const many = await staff.post('/moderation/decisions', { ...bulk, revisions })
  expect(many.body.refused).toMatchObject([{ id: campaign.id, code: 'revision_changed' }])
  expect(partOf({ body: many.body.refused[0] }, `post.${ids[2]}`)).toContain('partner.example')
})
