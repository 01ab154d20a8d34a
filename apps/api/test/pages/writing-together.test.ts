import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { agent, escalate, openTicket, setUpThread } from '../tickets/opening.ts'
import { sendPageForm } from './sending-forms.ts'

// Forms are sent as by browsers without scripts: a ticket's page is one form, whichever button is
// pressed.
const forum = startForum({ web: true })

const body = 'Half a sentence'
const inField = /<textarea[^>]*name="body"[^>]*>Half a sentence</

async function setUp() {
  const [requester, desk] = [await forum.user(), await agent(forum)]
  const number = await openTicket(requester)
  return { requester, desk, number, path: `/tickets/${number}`, atDesk: `/desk/${number}` }
}

const read = async (client: Client, url: string) =>
  (await client.inject({ method: 'GET', url })).text

const stateOf = async (client: Client, path: string) => (await client.get(path)).body.state

/** The desk's fields of a new ticket, unchanged. */
const unchanged = {
  ...{ state: '', priority: 'normal', topic: 'deposit_withdrawal', assignee: '' },
  had: ' normal deposit_withdrawal '
}

/** Form action of the button that Enter presses in a field. */
const firstButton = (html: string) =>
  /<button[^>]*form="message"[^>]*formaction="([^"]*)"/.exec(html)?.[1]

test('closing a ticket shows the unsent message and saves its facts', async () => {
  const { requester, path } = await setUp()
  expect(await read(requester, path)).toMatch(/form="message" formaction="\?\/close"/)
  const typed = { body, withFacts: 'yes', hadFacts: '', 'facts.network': 'Tron' }
  const closed = await sendPageForm(requester, `${path}?/close`, typed)
  expect(closed.status).toBe(200)
  expect(closed.text).toContain('Your unsent text was kept.')
  expect(closed.text).toMatch(/<textarea[^>]*readonly[^>]*>Half a sentence</)
  expect(await stateOf(requester, path)).toBe('closed')
  const { items } = (await requester.get(`${path}/facts`)).body
  expect(items.find(({ key }: { key: string }) => key === 'network').value).toBe('Tron')
})

test('a button without unsent text leads back to the ticket', async () => {
  const { requester, path, desk, atDesk } = await setUp()
  const changed = await sendPageForm(desk, `${atDesk}?/change`, { ...unchanged, priority: 'high' })
  expect(changed.headers.location).toMatch(new RegExp(`^${atDesk}\\?undo=\\d+$`))
  const closed = await sendPageForm(requester, `${path}?/close`, { body: '' })
  expect(closed.headers.location).toBe(path)
})

test('declining a ticket shows unsent facts and does not confirm it', async () => {
  const { author, volunteer, thread } = await setUpThread(forum)
  await escalate(volunteer, thread.id, { topic: 'deposit_withdrawal' })
  const [{ url }] = (await author.get('/tickets')).body.items
  const typed = { body, withFacts: 'yes', hadFacts: '', 'facts.network': 'Tron' }
  const declined = await sendPageForm(author, `${url}?/decline`, typed)
  expect(declined.text).toMatch(/<textarea[^>]*readonly[^>]*>Tron</)
  expect(declined.text).toMatch(/<textarea[^>]*readonly[^>]*>Half a sentence</)
  expect(await stateOf(author, url)).toBe('closed')
})

test('objecting to an answer shows the unsent reopening', async () => {
  const { author, thread } = await setUpThread(forum)
  const { number, url } = (await escalate(author, thread.id)).body
  const desk = await agent(forum)
  const resolution = { summary: 'Look again.', publishToThread: 'Wait for a day.' }
  await desk.post(`/tickets/${number}/resolution`, resolution)
  const objected = await sendPageForm(author, `${url}?/object`, { body })
  expect(objected.text).toMatch(inField)
  expect((await author.get(url)).body.answer.state).toBe('objected')
  const refused = await sendPageForm(author, `${url}?/object`, { body })
  expect([refused.status, refused.text]).toEqual([409, expect.stringMatching(inField)])
})

test('the desk changes a ticket and keeps an unsent answer, resolution and number', async () => {
  const { desk, path, atDesk } = await setUp()
  const page = await read(desk, atDesk)
  expect(page).toMatch(
    /<select[^>]*name="state"[^>]*form="message"|form="message"[^>]*name="state"/
  )
  const typed = { ...unchanged, body, summary: 'It was', other: 'T-1' }
  const state = 'waiting_on_third_party'
  const changed = await sendPageForm(desk, `${atDesk}?/change`, { ...typed, state })
  expect(changed.status).toBe(200)
  expect(changed.text).toMatch(inField)
  expect(changed.text).toMatch(/<textarea[^>]*name="summary"[^>]*>It was</)
  expect(changed.text).toMatch(/<input[^>]*name="other"[^>]*value="T-1"/)
  expect(await stateOf(desk, path)).toBe(state)
  const sent = await sendPageForm(desk, `${atDesk}?/say`, typed)
  expect(sent.text).not.toMatch(inField)
  expect(sent.text).toMatch(/<textarea[^>]*name="summary"[^>]*>It was</)
})

test('reassigning a ticket leaves the unsent message in the drafts', async () => {
  const { requester, number, atDesk } = await setUp()
  const topics = { deskTopics: ['deposit_withdrawal'] }
  const desk = await forum.user({ role: 'staff', capabilities: ['desk'], ...topics })
  const typed = { ...unchanged, topic: 'api', body, summary: 'So' }
  const given = await sendPageForm(desk, `${atDesk}?/change`, typed)
  expect(given.headers.location).toMatch(/^\/desk\?undo=\d+$/)
  expect((await desk.get(`/drafts/ticket:${number}`)).body.body).toBe(`${body}\n\nSo`)
  expect((await requester.get(`/drafts/ticket:${number}`)).status).toBe(404)
})

test('a recalled message precedes the unsent text', async () => {
  const { desk, path, atDesk } = await setUp()
  const { id } = (await desk.post(`${path}/messages`, { body: 'Too early.' })).body
  const taken = await sendPageForm(desk, `${atDesk}?/recall`, { id: String(id), body })
  expect(taken.headers.location).toBe(atDesk)
  expect(await read(desk, atDesk)).toMatch(/name="body"[^>]*>Too early\.\n\nHalf a sentence</)
})

test('reading the facts keeps the unsent answer', async () => {
  const { desk, atDesk } = await setUp()
  for (const begun of [body, '']) {
    const looked = await sendPageForm(desk, `${atDesk}?/look&facts=shown`, { body: begun })
    expect(looked.headers.location).toBe(`${atDesk}?facts=shown`)
  }
  const page = await read(desk, `${atDesk}?facts=shown`)
  expect(page).toMatch(inField)
  expect(page).not.toMatch(/formaction="\?\/look&amp;facts/)
})

test('an act beside an answer that may not be stored keeps it on the page', async () => {
  const { desk, atDesk } = await setUp()
  const secret = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
  const woken = await sendPageForm(desk, `${atDesk}?/wake`, { body: secret })
  expect([woken.status, woken.text]).toEqual([200, expect.stringContaining(secret)])
})

test('Enter in a field presses no harmful button', async () => {
  const { requester, desk, path, atDesk } = await setUp()
  expect(firstButton(await read(requester, path))).toBe('?/facts')
  expect(firstButton(await read(desk, atDesk))).toBe('?/look')
})
