import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { actions } from '@stoa/moderation/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'

const forum = startForum()
const text = 'It was a question about the fee, not an advertisement.'

type Item = { id: number; can: { decide: boolean } }

/** Creates a thread hidden by a volunteer, and a second volunteer who may decide. */
async function hidden() {
  const categoryId = await forum.category()
  const volunteer = () => forum.user({ role: 'volunteer', moderates: [categoryId] })
  const [author, first, second] = [await forum.user(), await volunteer(), await volunteer()]
  const thread = await createThread(author, categoryId)
  await first.post(`/posts/${thread.postId}/hiding`, { reason: 'spam' })
  const [{ id: actionId }] = (await author.get('/me/decisions')).body.items
  return { author, first, second, thread, actionId, categoryId }
}

const appealTo = (client: Client, actionId: number) =>
  client.post(`/moderation/actions/${actionId}/appeal`, { text })
const openFor = async (client: Client): Promise<Item[]> =>
  (await client.get('/moderation/appeals')).body.items
const decide = (client: Client, id: number, outcome: string, answer?: string) =>
  client.post(`/moderation/appeals/${id}/decision`, { outcome, answer })

test('the author sees text and reason, appeals once, and another volunteer restores it', async () => {
  const { author, first, second, thread, actionId } = await hidden()
  const decision = (await author.get(`/moderation/actions/${actionId}`)).body
  expect(decision).toMatchObject({ kind: 'hidden', reason: 'spam', can: { appeal: true } })
  expect(decision.post.html).toContain('It has not arrived yet.')
  expect((await appealTo(await forum.user(), actionId)).status).toBe(404)
  const { id } = (await appealTo(author, actionId)).body
  expect((await appealTo(author, actionId)).status).toBe(200)
  expect(await openFor(first)).toMatchObject([{ id, can: { decide: false } }])
  expect((await decide(first, id, 'rejected')).body.code).toBe('own_decision')
  expect((await decide(second, id, 'upheld')).status).toBe(204)
  expect((await forum.guest.get(`/threads/${thread.id}`)).status).toBe(200)
  expect((await author.get(`/moderation/actions/${actionId}`)).body.appeal.outcome).toBe('upheld')
})

test('a rejected appeal changes nothing, and its author reads the answer', async () => {
  const { author, second, thread, actionId } = await hidden()
  const { id } = (await appealTo(author, actionId)).body
  await decide(second, id, 'rejected', 'It names the same shop in every line.')
  expect((await forum.guest.get(`/threads/${thread.id}`)).status).toBe(404)
  await forum.settle()
  const told = (await author.get('/notifications')).body.items
  expect(told[0]).toMatchObject({
    url: `/decisions/${actionId}`,
    detail: { action: 'appeal_rejected', decision: `/decisions/${actionId}` }
  })
  const { appeal } = (await author.get(`/moderation/actions/${actionId}`)).body
  expect(appeal).toMatchObject({ outcome: 'rejected', answer: expect.stringContaining('shop') })
})

test('an upheld appeal notifies its author once, with a link to the answer', async () => {
  const { author, second, actionId } = await hidden()
  const duty = () => forum.user({ role: 'staff', capabilities: ['moderation'] })
  const silence = { kind: 'silence', reason: 'abuse' }
  const given = await (await duty()).post(`/users/${author.username}/sanctions`, silence)
  const decided = [[second, actionId] as const, [await duty(), given.body.actionId] as const]
  for (const [decider, id] of decided)
    await decide(decider, (await appealTo(author, id)).body.id, 'upheld', 'Sorry, it was no ad.')
  await forum.settle()
  const { items } = (await author.get('/notifications')).body
  expect(items.map(({ detail }: { detail: { action: string } }) => detail.action)).toEqual([
    ...['appeal_upheld', 'appeal_upheld', 'silenced', 'hidden']
  ])
  expect(items[0]).toMatchObject({
    url: `/decisions/${given.body.actionId}`,
    detail: { reason: null }
  })
  expect(items[1].url).toBe(`/decisions/${actionId}`)
})

test('an upheld appeal notifies reporters and the overruled moderator', async () => {
  const categoryId = await forum.category()
  const volunteer = () => forum.user({ role: 'volunteer', moderates: [categoryId] })
  const [author, first, second] = [await forum.user(), await volunteer(), await volunteer()]
  const reporter = await forum.user()
  const kindsOf = async (client: Client) =>
    (await client.get('/notifications')).body.items.map(
      ({ kind, detail }: { kind: string; detail: { action: string } }) => `${kind} ${detail.action}`
    )
  for (const outcome of ['rejected', 'upheld']) {
    const { postId } = await createThread(author, categoryId)
    await reporter.post(`/posts/${postId}/reports`, { reason: 'spam' })
    await first.post(`/posts/${postId}/hiding`, { reason: 'spam' })
    await forum.settle()
    const [{ id: actionId }] = (await author.get('/me/decisions')).body.items
    await decide(second, (await appealTo(author, actionId)).body.id, outcome)
    await forum.settle()
  }
  expect(await kindsOf(reporter)).toEqual(['report_outcome appeal_upheld', 'report_outcome hidden'])
  expect(await kindsOf(first)).toEqual(['overruled appeal_upheld'])
  const [told] = (await first.get('/notifications')).body.items
  expect(told).toMatchObject({ url: '/moderation/log', title: '', actor: null })
})

test('two concurrent decisions decide once', async () => {
  const { author, second, actionId } = await hidden()
  const staff = await forum.user({ role: 'staff' })
  const { id } = (await appealTo(author, actionId)).body
  const answers = await Promise.all([decide(second, id, 'upheld'), decide(staff, id, 'rejected')])
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 204)).toHaveLength(1)
  expect(statuses.filter((status) => status === 409 || status === 404)).toHaveLength(1)
  const rows = await forum.connection.db
    .select()
    .from(actions)
    .where(eq(actions.appealedId, actionId))
  expect(rows).toHaveLength(1)
})

test('an appeal against a sanction needs the capability, and lifts it', async () => {
  const [admin, plain, duty] = [
    await forum.user({ role: 'admin' }),
    await forum.user({ role: 'staff' }),
    await forum.user({ role: 'staff', capabilities: ['moderation'] })
  ]
  const member = await forum.user()
  const path = `/users/${member.username}/sanctions`
  const given = await duty.post(path, { kind: 'silence', reason: 'abuse' })
  const { id } = (await appealTo(member, given.body.actionId)).body
  const ids = (items: Item[]) => items.map((item) => item.id)
  expect(ids(await openFor(plain))).not.toContain(id)
  expect((await decide(plain, id, 'upheld')).status).toBe(404)
  expect((await decide(duty, id, 'rejected')).body.code).toBe('own_decision')
  expect((await decide(admin, id, 'upheld')).status).toBe(204)
  expect((await member.get('/me')).body.silencedUntil).toBeNull()
  await createThread(member, await forum.category())
})

test('only decisions about somebody can be appealed', async () => {
  const { author, second, thread, actionId } = await hidden()
  await second.delete(`/posts/${thread.postId}/hiding`)
  const { items } = (await author.get('/me/decisions')).body
  expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['restored', 'hidden'])
  expect((await appealTo(author, items[0].id)).body.code).toBe('not_appealable')
  const { id } = (await appealTo(author, actionId)).body
  const staff = await forum.user({ role: 'staff' })
  expect((await decide(staff, id, 'upheld')).status).toBe(204)
})
