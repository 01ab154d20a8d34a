import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { agent, escalate, openTicket } from './opening.ts'

const forum = startForum()

const hour = 3600_000
const losses = { name: 'Losses', trigger: 'thread', words: ['冻结', 'stolen'] }

/** Enables a rule in its present version. */
async function switchOn(desk: Client, id: number) {
  const { items } = (await desk.get('/desk/rules')).body
  const { snapshot } = items.find((rule: { id: number }) => rule.id === id)
  return desk.put(`/desk/rules/${id}/activation`, { revision: snapshot.revision })
}

/** Adds a rule of the desk and returns its id. */
async function add(desk: Client, rule: object, on = true): Promise<number> {
  const { status, body, text } = await desk.post('/desk/rules', rule)
  if (status !== 201) throw new Error(text)
  if (on) await switchOn(desk, body.id)
  return body.id
}
const suggested = async (desk: Client) =>
  (await desk.get('/desk/suggestions')).body.items.map(({ id }: { id: number }) => id)
const suggestionFor = async (client: Client, id: number) =>
  (await client.get(`/threads/${id}/suggestion`)).body
const none = { suggested: false, rules: [] }

test('a rule shows what it would have matched and has no effect until enabled', async () => {
  const [desk, author, categoryId] = [
    await agent(forum),
    await forum.user(),
    await forum.category()
  ]
  const thread = await createThread(author, categoryId, { title: '我的账户被凍結了怎么办' })
  await createThread(author, categoryId, { title: 'The app has a new colour' })
  const id = await add(desk, losses, false)
  const tried = (await desk.get(`/desk/rules/${id}/matches`)).body
  expect(tried).toMatchObject({ total: 1, items: [{ url: thread.url }] })
  expect(await suggested(desk)).toEqual([])
  expect(await suggestionFor(author, thread.id)).toEqual(none)
  await switchOn(desk, id)
  expect(await suggested(desk)).toEqual([thread.id])
  // Names of rules are internal to the desk.
  expect(await suggestionFor(author, thread.id)).toEqual({ suggested: true, rules: [] })
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  const named = { suggested: true, rules: ['Losses'] }
  expect(await suggestionFor(volunteer, thread.id)).toEqual(named)
  expect(await suggestionFor(await forum.user(), thread.id)).toEqual(none)
  await desk.put(`/desk/rules/${id}`, { ...losses, words: ['凍結'] })
  expect(await suggested(desk)).toEqual([])
  await desk.delete(`/desk/rules/${id}`)
})

test('two rules with one name are named once', async () => {
  const [desk, author, categoryId] = [
    await agent(forum),
    await forum.user(),
    await forum.category()
  ]
  const ids = [await add(desk, losses), await add(desk, losses)]
  const { id } = await createThread(author, categoryId, {
    title: 'My coins were stolen last night'
  })
  const { items } = (await desk.get('/desk/suggestions')).body
  const [found] = items.filter((one: { id: number }) => one.id === id)
  expect(found.rules).toEqual(['Losses'])
  for (const rule of ids) await desk.delete(`/desk/rules/${rule}`)
})

test('settled, escalated, dismissed and hidden threads are not suggested', async () => {
  const [desk, author, categoryId] = [
    await agent(forum),
    await forum.user(),
    await forum.category()
  ]
  const titled = () =>
    createThread(author, categoryId, { title: 'My coins were stolen last night' })
  const [solved, escalated, dismissed, hidden] = [
    await titled(),
    await titled(),
    await titled(),
    await titled()
  ]
  const id = await add(desk, losses)
  expect(await suggested(desk)).toEqual(
    expect.arrayContaining([solved.id, escalated.id, dismissed.id])
  )
  const { id: postId } = await reply(desk, solved.id)
  await author.put(`/threads/${solved.id}/accepted-answer`, { postId })
  await escalate(author, escalated.id)
  await desk.put(`/threads/${dismissed.id}/suggestion-dismissal`)
  const moderator = await forum.user({ role: 'staff', capabilities: ['moderation'] })
  await moderator.post(`/posts/${hidden.postId}/hiding`, { reason: 'spam' })
  const after = await suggested(desk)
  for (const thread of [solved, escalated, dismissed, hidden])
    expect(after).not.toContain(thread.id)
  await desk.delete(`/threads/${dismissed.id}/suggestion-dismissal`)
  expect(await suggested(desk)).toContain(dismissed.id)
  expect((await desk.get(`/desk/rules/${id}/matches`)).body.total).toBeGreaterThanOrEqual(3)
  await desk.delete(`/desk/rules/${id}`)
})

test('threads match by waiting time and by number of “me too”', async () => {
  const [author, categoryId] = [await forum.user(), await forum.category()]
  const [waiting, answered] = [
    await createThread(author, categoryId),
    await createThread(author, categoryId)
  ]
  await reply(author, waiting.id, 'Nobody?')
  await reply(await forum.user(), answered.id)
  forum.advance(25 * hour)
  const desk = await agent(forum)
  const waits = {
    name: 'Waits',
    trigger: 'thread',
    unansweredHours: 24,
    categoryIds: [categoryId]
  }
  const first = await add(desk, waits)
  expect(await suggested(desk)).toEqual([waiting.id])
  await desk.delete(`/desk/rules/${first}`)
  for (const one of [await forum.user(), await forum.user()])
    await one.put(`/threads/${answered.id}/me-too`)
  const same = { name: 'Same', trigger: 'thread', meToo: 2, categoryIds: [categoryId] }
  const second = await add(desk, same)
  expect(await suggested(desk)).toEqual([answered.id])
  await desk.delete(`/desk/rules/${second}`)
})

test('new tickets get the highest priority of all matching rules, and its deadlines', async () => {
  const [desk, requester] = [await agent(forum), await forum.user()]
  const before = await openTicket(requester, { subject: 'Everything was stolen', topic: 'api' })
  const high = await add(desk, {
    name: 'API',
    trigger: 'opened',
    topics: ['api'],
    priority: 'high'
  })
  const urgent = await add(desk, { ...losses, trigger: 'opened', priority: 'urgent' })
  const opened = async (values: object) => {
    const number = await openTicket(requester, values)
    return (await desk.get(`/tickets/${number}`)).body
  }
  const [stolen, plain] = [
    await opened({ subject: 'Everything was stolen', topic: 'api' }),
    await opened({ subject: 'A question', topic: 'api' })
  ]
  expect([stolen.priority, plain.priority]).toEqual(['urgent', 'high'])
  expect((await opened({ subject: 'A question', topic: 'trading' })).priority).toBe('normal')
  expect(stolen.due.at < plain.due.at).toBe(true)
  const { body } = await desk.get(`/desk/rules/${urgent}/matches`)
  expect(body.items.map(({ url }: { url: string }) => url)).toContain(`/desk/${before}`)
  const others = await forum.user({
    role: 'staff',
    capabilities: ['desk'],
    deskTopics: ['trading']
  })
  expect((await others.get(`/desk/rules/${urgent}/matches`)).body.total).toBe(0)
  expect((await others.delete(`/desk/rules/${high}`)).status).toBe(403)
})

test('conditions that can never match are refused', async () => {
  const desk = await agent(forum)
  const refused = async (more: object) =>
    (await desk.post('/desk/rules', { name: 'Odd', trigger: 'thread', ...more })).body.errors?.[0]
      .path
  expect(await refused({})).toBe('words')
  expect(await refused({ words: ['lost'], topics: ['api'] })).toBe('words')
  expect(await refused({ words: ['lost'], priority: 'high' })).toBe('words')
  expect(await refused({ trigger: 'opened', words: ['lost'] })).toBe('trigger')
  expect(await refused({ trigger: 'opened', priority: 'low', meToo: 3 })).toBe('words')
})

test('a rule changed since it was read is not enabled; enabling twice is harmless', async () => {
  const [desk, colleague] = [await agent(forum), await agent(forum)]
  const { id, snapshot } = (await desk.post('/desk/rules', losses)).body
  const { revision } = snapshot
  const activate = () => desk.put(`/desk/rules/${id}/activation`, { revision })
  expect([(await activate()).status, (await activate()).status]).toEqual([204, 204])
  await colleague.put(`/desk/rules/${id}`, { ...losses, words: ['everything'] })
  const { code, now } = (await activate()).body
  expect(code).toBe('revision_changed')
  expect(now.parts).toContainEqual({ name: 'words', text: 'everything' })
  expect((await switchOn(desk, id)).status).toBe(204)
})
