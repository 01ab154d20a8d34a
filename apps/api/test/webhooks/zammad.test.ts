import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { wakeReceivers } from '@stoa/webhooks'
import { startForum, type Client } from '../forum.ts'
import { freePort, runProgram } from '../process/server.ts'
import { openTicket, opening, sendAnswers } from '../tickets/opening.ts'
import { startZammad, zammadSecret, zammadToken } from './zammad.ts'

const [port, bridgePort] = [await freePort(), await freePort()]
const bridge = `http://127.0.0.1:${bridgePort}`
const forum = startForum({ loopback: true, origin: `http://127.0.0.1:${port}` })
const zammad = startZammad(`${bridge}/zammad`)
const program = fileURLToPath(
  new URL('../../../../docs/examples/zammad/bridge.ts', import.meta.url)
)
let requester: Client
let running: ReturnType<typeof runProgram>

beforeAll(async () => {
  await forum.app.listen({ port, host: '127.0.0.1' })
  const admin = await forum.user({ role: 'admin' })
  const events = ['opened', 'asked', 'answered', 'changed', 'moved'].map((one) => `ticket.${one}`)
  const receiver = { name: 'Zammad', url: `${bridge}/stoa`, events }
  const { secret } = (await admin.post('/webhooks', receiver)).body
  const duties = { capabilities: ['desk'], deskTopics: [opening.topic] }
  const agent = await forum.user({ role: 'staff', ...duties, username: 'zammad' })
  const token = { name: 'Zammad', scopes: ['read', 'write', 'moderate'], days: 365 }
  running = runProgram(program, {
    ...{ PORT: String(bridgePort), STATE: join(forum.folder, 'bridge.json') },
    ...{ STOA_URL: forum.origin, STOA_SECRET: secret },
    STOA_TOKEN: (await agent.post('/tokens', token)).body.secret,
    ...{ ZAMMAD_URL: zammad.origin, ZAMMAD_SECRET: zammadSecret, ZAMMAD_TOKEN: zammadToken },
    ...{ ZAMMAD_GROUP: 'Users', ZAMMAD_CUSTOMER: 'forum@example.org' }
  })
  await running.says('listens')
})

afterAll(async () => {
  running.kill('SIGKILL')
  await running.exit
})

beforeEach(async () => {
  requester = await forum.user()
  zammad.tickets.length = 0
})

/** Opens a ticket that is copied to Zammad. Returns its number and the copy. */
async function copied(values: object = {}) {
  const number = await openTicket(requester, values)
  await forum.settle()
  return { number, ticket: zammad.tickets.at(-1) }
}

const bodiesOf = (ticket: (typeof zammad.tickets)[number] | undefined) =>
  ticket?.articles.map(({ sender, body }) => [sender, body.replace(/<p><a.*|<\/?p>/g, '').trim()])

const say = async (number: string, body: string, by = requester) => {
  const { status } = await by.post(`/tickets/${number}/messages`, { body })
  if (status !== 201) throw new Error(`${status}`)
  await forum.settle()
}

const shown = async (number: string, by = requester) => (await by.get(`/tickets/${number}`)).body

test('messages of requesters are copied to Zammad, and answers of agents to Stoa', async () => {
  const { number, ticket } = await copied()
  await say(number, 'It is *urgent*.')
  expect(ticket).toMatchObject({ title: opening.subject, state: 'open' })
  expect(bodiesOf(ticket)).toEqual([
    ['Customer', opening.body],
    ['Customer', 'It is <em>urgent</em>.']
  ])
  expect(ticket?.articles[0]?.body).toContain(`href="${forum.origin}/tickets/${number}"`)
  const answer = { body: '<div>Which network &amp; which hash?</div><div>Thanks</div>' }
  expect(await zammad.write(ticket, answer)).toBe(204)
  await sendAnswers(forum)
  await forum.settle()
  const { messages } = await shown(number)
  expect(messages.at(-1)).toMatchObject({ side: 'desk', html: expect.stringContaining('&amp;') })
  expect(bodiesOf(ticket)?.map(([sender]) => sender)).toEqual(['Customer', 'Customer', 'Agent'])
})

test('a note stays internal, and the last answer of a closed ticket resolves it', async () => {
  const { number, ticket } = await copied()
  expect(await zammad.write(ticket, { body: 'Looks like a scam.', internal: true })).toBe(204)
  expect((await shown(number)).messages).toHaveLength(1)
  const colleague = await forum.user({ role: 'staff', capabilities: ['desk'] })
  expect((await shown(number, colleague)).messages.at(-1).audience).toBe('staff')
  expect(await zammad.write(ticket, { body: 'Credited.', state: 'closed' })).toBe(204)
  const { state, messages } = await shown(number)
  expect([state, messages.at(-1).html.trim()]).toEqual(['resolved', '<p>Credited.</p>'])
})

test('a repeated webhook of Zammad posts nothing twice', async () => {
  const { number, ticket } = await copied()
  const times = Array.from({ length: 3 }, () =>
    zammad.write(ticket, { id: 70_001, body: 'Which network was it?' })
  )
  expect(await Promise.all(times)).toEqual([204, 204, 204])
  await sendAnswers(forum)
  expect((await shown(number)).messages).toHaveLength(2)
})

test('an agent whose answer Stoa refuses reads why in a note', async () => {
  const { number, ticket } = await copied()
  const words = 'legal winner thank year wave sausage worth useful legal winner thank yellow'
  expect(await zammad.write(ticket, { body: `Your seed: ${words}` })).toBe(204)
  expect(ticket?.articles.at(-1)).toMatchObject({ sender: 'System', internal: true })
  expect(ticket?.articles.at(-1)?.body).toContain('secret_found')
  await sendAnswers(forum)
  expect((await shown(number)).messages).toHaveLength(1)
})

test('answers by colleagues in Stoa are copied once sent, and so is a resolution', async () => {
  const { number, ticket } = await copied()
  const colleague = await forum.user({ role: 'staff', capabilities: ['desk'] })
  await say(number, 'I look into it.', colleague)
  await say(number, 'Thank you.')
  expect(bodiesOf(ticket)?.at(-1)).toEqual(['Customer', 'Thank you.'])
  await sendAnswers(forum)
  await forum.settle()
  expect(bodiesOf(ticket)?.at(-1)).toEqual(['System', 'I look into it.'])
  await colleague.post(`/tickets/${number}/resolution`, { summary: 'Credited.' })
  await forum.settle()
  expect([bodiesOf(ticket)?.at(-1), ticket?.state]).toEqual([['System', 'Credited.'], 'closed'])
})

test('a ticket that its agent does not answer is copied only when its topic changes', async () => {
  const { number } = await copied({ topic: 'verification' })
  expect(zammad.tickets).toEqual([])
  const colleague = await forum.user({ role: 'staff', capabilities: ['desk'] })
  await colleague.patch(`/tickets/${number}`, { topic: opening.topic })
  await forum.settle()
  expect(bodiesOf(zammad.tickets[0])).toEqual([['Customer', opening.body]])
})

test('while Zammad is unreachable Stoa retries, and everything arrives once', async () => {
  zammad.isAway = true
  const { number } = await copied()
  await say(number, 'It is urgent.')
  expect(zammad.tickets).toEqual([])
  zammad.isAway = false
  forum.advance(60_000)
  await wakeReceivers(forum.context())
  await forum.settle()
  expect(zammad.tickets).toHaveLength(1)
  expect(bodiesOf(zammad.tickets[0])).toHaveLength(2)
})

test('both sides need a valid signature', async () => {
  const { ticket } = await copied()
  const body = JSON.stringify({ ticket, article: { id: 1, sender: 'Agent', body: 'Pay me.' } })
  const forged = { 'x-hub-signature': `sha1=${'0'.repeat(40)}`, 'webhook-signature': 'v1,AAAA' }
  for (const [path, headers] of [
    ['stoa', {}],
    ['stoa', forged],
    ['zammad', {}],
    ['zammad', forged]
  ] as const)
    expect((await fetch(`${bridge}/${path}`, { method: 'POST', body, headers })).status).toBe(401)
})
