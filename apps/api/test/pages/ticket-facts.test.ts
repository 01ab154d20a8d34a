import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { escalate, openTicket, setUpThread } from '../tickets/opening.ts'
import { sendForm } from '../uploads/sending.ts'
import { sendPageForm } from './sending-forms.ts'

const forum = startForum({ web: true })

async function setUp() {
  const requester = await forum.user()
  return { requester, path: `/tickets/${await openTicket(requester)}` }
}

const factOf = async (client: Client, path: string, name: string) =>
  (await client.get(`${path}/facts`)).body.items.find(({ key }: { key: string }) => key === name)
    .value

const saidIn = async (client: Client, path: string) =>
  (await client.get(path)).body.messages.map(({ html }: { html: string }) => html).join()

// Forms are sent as by browsers without scripts: all fields of one form, whichever button is
// pressed.
const typed = {
  withFacts: 'yes',
  'facts.network': 'Tron',
  'facts.transaction_id': 'TXID-9f31c77e0b'
}

test('facts typed beside a message are saved with it', async () => {
  const { requester, path } = await setUp()
  const page = await requester.inject({ method: 'GET', url: path })
  expect(page.text).toMatch(/<input[^>]*name="facts.network"[^>]*form="message"/)
  const sent = await sendPageForm(requester, `${path}?/say`, { ...typed, body: 'It was TRON.' })
  expect(sent.status).toBe(303)
  expect(await saidIn(requester, path)).toContain('It was TRON.')
  expect(await factOf(requester, path, 'transaction_id')).toBe(typed['facts.transaction_id'])
})

const timed = (time: string, zone: string, stored = '') => ({
  withFacts: 'yes',
  'facts.happened_at': time,
  'zone.happened_at': zone,
  'stored.happened_at': stored
})

test('a time is typed in the zone of who gives it, and sent again unchanged', async () => {
  const { requester, path } = await setUp()
  const save = async (fields: Record<string, string>) => {
    await sendPageForm(requester, `${path}?/facts`, fields)
    return factOf(requester, path, 'happened_at')
  }
  expect(await save(timed('2026-11-28T21:30', 'Asia/Shanghai'))).toBe('2026-11-28T13:30Z')
  const { text } = await requester.inject({ method: 'GET', url: path })
  for (const part of ['facts', 'zone', 'stored'])
    expect(text).toMatch(new RegExp(`<input[^>]*name="${part}.happened_at"[^>]*form="message"`))
  // Half past one for the second time, as clocks are put back.
  const second = '2026-11-01T06:30Z'
  await requester.put(`${path}/facts`, { facts: { happened_at: second } })
  expect(await save(timed('2026-11-01T01:30', 'America/New_York', second))).toBe(second)
})

test('a time beside a file is one in the zone of who gives it, and else refused', async () => {
  const { requester, path } = await setUp()
  const send = async (fields: Record<string, string>) => {
    const form = { ...fields, body: '', next: path, draft: `ticket:${path.split('/').at(-1)}` }
    await sendForm(requester, form, 'a.txt', Buffer.from(fields['facts.happened_at'] ?? ''))
    return factOf(requester, path, 'happened_at')
  }
  expect(await send(timed('2026-11-28 9:30 pm', 'UTC'))).toBeNull()
  expect(await send(timed('2026-11-28T08:30', 'Asia/Tokyo'))).toBe('2026-11-27T23:30Z')
})

test('saving facts keeps the unsent message in its field', async () => {
  const { requester, path } = await setUp()
  const saved = await sendPageForm(requester, `${path}?/facts`, {
    ...typed,
    body: 'Half a sentence'
  })
  expect(saved.status).toBe(200)
  expect(saved.text).toMatch(/<textarea[^>]*name="body"[^>]*>Half a sentence</)
  expect(await factOf(requester, path, 'network')).toBe('Tron')
  expect(await saidIn(requester, path)).not.toContain('Half a sentence')
  expect((await sendPageForm(requester, `${path}?/facts`, typed)).headers.location).toBe(path)
})

test('a refused fact holds the message back, and both stay in their fields', async () => {
  const { requester, path } = await setUp()
  const fields = { ...typed, 'facts.transaction_id': 'no spaces, please', body: 'It was TRON.' }
  const refused = await sendPageForm(requester, `${path}?/say`, fields)
  expect(refused.status).toBe(422)
  expect(refused.text).toMatch(
    /<input[^>]*name="facts.transaction_id"[^>]*value="no spaces, please"/
  )
  expect(refused.text).toMatch(/<textarea[^>]*name="body"[^>]*>It was TRON.</)
  expect(await saidIn(requester, path)).not.toContain('It was TRON.')
})

test('a message without the fact fields deletes no fact', async () => {
  const { requester, path } = await setUp()
  await requester.put(`${path}/facts`, { facts: { network: 'Tron' } })
  await sendPageForm(requester, `${path}?/say`, { body: 'Hello?' })
  expect(await factOf(requester, path, 'network')).toBe('Tron')
  const page = await requester.inject({ method: 'GET', url: path })
  expect(page.text).toMatch(/<input[^>]*name="hadFacts"[^>]*value="network"/)
  const emptied = { withFacts: 'yes', hadFacts: 'network', 'facts.network': '' }
  await sendPageForm(requester, `${path}?/say`, { ...emptied, body: 'Not TRON.' })
  expect(await factOf(requester, path, 'network')).toBeNull()
})

test('valid facts beside a file are saved even if another one is refused', async () => {
  const { requester, path } = await setUp()
  const form = { body: 'See here:', draft: `ticket:${path.split('/').at(-1)}`, next: path }
  const fields = { ...typed, 'facts.transaction_id': 'no spaces, please', ...form }
  const sent = await sendForm(requester, fields, 'steps.txt', Buffer.from('Restart it.'))
  expect(sent.headers.location).toContain(path)
  expect(await factOf(requester, path, 'network')).toBe('Tron')
  expect((await requester.get(`/drafts/${form.draft}`)).body.body).toContain('See here:')
  const stranger = await forum.user()
  await sendForm(stranger, { ...fields, 'facts.network': 'Other' }, 'a.txt', Buffer.from('Hello.'))
  expect(await factOf(requester, path, 'network')).toBe('Tron')
})

test('a refused fact beside a file comes back with the reason at its field', async () => {
  const { requester, path } = await setUp()
  const form = { body: 'See here:', draft: `ticket:${path.split('/').at(-1)}`, next: path }
  const transaction_id = 'no spaces, please'
  const fields = { ...typed, 'facts.transaction_id': transaction_id, ...form }
  const { location = '' } = (await sendForm(requester, fields, 'a.txt', Buffer.from('Hello.')))
    .headers
  expect(location).not.toContain('spaces')
  const page = (await requester.inject({ method: 'GET', url: location })).text
  expect(page).toMatch(/<input[^>]*name="facts.transaction_id"[^>]*value="no spaces, please"/)
  expect(page).toMatch(/id="facts\.transaction_id-error"[^>]*>[^<]+</)
  expect(page).toMatch(/<input[^>]*name="facts.network"[^>]*value="Tron"/)
  expect(page).toMatch(/<textarea[^>]*name="body"[^>]*>See here:/)
  expect(await factOf(requester, path, 'transaction_id')).toBeNull()
})

test('refused facts are shown only with their own ticket', async () => {
  const { requester, path } = await setUp()
  const other = `/tickets/${await openTicket(requester)}`
  const form = { body: '', draft: `ticket:${path.split('/').at(-1)}`, next: path }
  const fields = { ...typed, 'facts.transaction_id': 'no spaces, please', ...form }
  const { location = '' } = (await sendForm(requester, fields, 'a.txt', Buffer.from('Hello.')))
    .headers
  for (const url of [location.replace(path, other), `${path}?typed=eyJ4IjoxfQ`]) {
    const { status, text } = await requester.inject({ method: 'GET', url })
    expect(status).toBe(200)
    expect(text).not.toContain('no spaces, please')
  }
})

test('a fact beside a file is saved without its secret', async () => {
  const { requester, path } = await setUp()
  const form = { body: '', draft: `ticket:${path.split('/').at(-1)}`, next: path }
  const fields = { ...typed, 'facts.network': 'Tron, password: hunter2!hunter2', ...form }
  const sent = await sendForm(requester, fields, 'a.txt', Buffer.from('Hello.'))
  expect(sent.headers.location).toContain('upload=secret_found')
  expect(await factOf(requester, path, 'network')).toBe('Tron, password: [removed]')
})

test('what a field refuses without its secret comes back in the field', async () => {
  const { requester, path } = await setUp()
  const form = { body: 'See here:', draft: `ticket:${path.split('/').at(-1)}`, next: path }
  const fields = { ...typed, 'facts.transaction_id': 'password:hunter2hunter2hunter2', ...form }
  const sent = await sendForm(requester, fields, 'a.txt', Buffer.from('Hello.'))
  const { text } = await requester.inject({ method: 'GET', url: sent.headers.location ?? '' })
  expect(text).toMatch(/<input[^>]*name="facts.transaction_id"[^>]*value="password:\[removed\]"/)
  expect(text).toMatch(/<textarea[^>]*name="body"[^>]*>See here:/)
  expect(await factOf(requester, path, 'network')).toBe('Tron')
})

test('a file beside empty facts does not confirm a ticket opened by a moderator', async () => {
  const { author, volunteer, thread } = await setUpThread(forum)
  await escalate(volunteer, thread.id, { topic: 'deposit_withdrawal' })
  const [{ number, url }] = (await author.get('/tickets')).body.items
  const form = { body: '', draft: `ticket:${number}`, next: url }
  const fields = { ...form, withFacts: 'yes', 'facts.network': '', 'facts.transaction_id': '' }
  await sendForm(author, fields, 'steps.txt', Buffer.from('Restart it.'))
  expect((await author.get(url)).body.proposed).toBe(true)
  await sendForm(author, { ...fields, 'facts.network': 'Tron' }, 'steps.txt', Buffer.from('Again.'))
  expect((await author.get(url)).body.proposed).toBe(false)
})

test('a page opened before a fact was entered elsewhere does not delete it', async () => {
  const { requester, path } = await setUp()
  const openBefore = {
    withFacts: 'yes',
    hadFacts: '',
    'facts.network': '',
    'facts.transaction_id': ''
  }
  await requester.put(`${path}/facts`, { facts: { network: 'Tron' } })
  await sendPageForm(requester, `${path}?/say`, { ...openBefore, body: 'Hello?' })
  expect(await factOf(requester, path, 'network')).toBe('Tron')
  const form = { body: '', draft: `ticket:${path.split('/').at(-1)}`, next: path }
  await sendForm(requester, { ...openBefore, ...form }, 'steps.txt', Buffer.from('Restart it.'))
  expect(await factOf(requester, path, 'network')).toBe('Tron')
  const emptied = { ...form, ...openBefore, hadFacts: 'network' }
  await sendForm(requester, emptied, 'steps.txt', Buffer.from('Restart it.'))
  expect(await factOf(requester, path, 'network')).toBeNull()
})
