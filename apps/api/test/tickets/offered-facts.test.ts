import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { sendPageForm } from '../pages/sending-forms.ts'
import { createThread } from '../posting.ts'
import { sendForm } from '../uploads/sending.ts'
import { agent, escalate } from './opening.ts'

const forum = startForum({ web: true })
const hash = 'a3f1'.repeat(16)

/** A ticket about a thread of this text; the topic asks for network and transaction ID. */
async function escalated(body: string) {
  const author = await forum.user()
  const thread = await createThread(author, await forum.category(), { body })
  const { text, body: ticket } = await escalate(author, thread.id, { topic: 'deposit_withdrawal' })
  if (!ticket.number) throw new Error(text)
  return { author, thread, path: `/tickets/${ticket.number}`, number: String(ticket.number) }
}

type Item = { key: string; value: string | null; offered: string | null }
async function offeredTo(client: Client, path: string) {
  const { items } = (await client.get(`${path}/facts`)).body as { items: Item[] }
  return Object.fromEntries(items.flatMap(({ key, offered }) => (offered ? [[key, offered]] : [])))
}
async function valuesOf(client: Client, path: string) {
  const { items } = (await client.get(`${path}/facts`)).body as { items: Item[] }
  return Object.fromEntries(items.map(({ key, value }) => [key, value]))
}
const offers = { transaction_id: hash, network: 'Tron (TRC20)' }

test('what the requester wrote in the thread is offered to them, and saved by nobody', async () => {
  const { author, path } = await escalated(`Sent by TRC20.\n\nTxID: ${hash}`)
  expect(await offeredTo(author, path)).toEqual(offers)
  expect((await author.get(`${path}/facts`)).body.missing).toBe(3)
  expect(await offeredTo(await agent(forum), path)).toEqual({})
  await author.put(`${path}/facts`, { facts: { network: 'Ethereum' } })
  expect(await offeredTo(author, path)).toEqual({ transaction_id: hash })
})

test('two transactions, two networks, an address or the text of others offer nothing', async () => {
  const two = `TxID: ${hash}, tx: ${'5b7d'.repeat(16)}, TRC20 or ERC20?`
  for (const body of [two, `send it to ${hash}`]) {
    const { author, path } = await escalated(body)
    expect(await offeredTo(author, path)).toEqual({})
  }
  const author = await forum.user()
  const thread = await createThread(author, await forum.category(), { body: `TxID: ${hash}` })
  const helper = await forum.user()
  await helper.post(`/threads/${thread.id}/posts`, { body: 'Mine is missing too.' })
  const { body } = await escalate(helper, thread.id, { topic: 'deposit_withdrawal' })
  expect(await offeredTo(helper, `/tickets/${body.number}`)).toEqual({})
})

test('without scripts, a ticked box saves what it offers, and a typed value wins', async () => {
  const { author, path } = await escalated(`By TRC20.\n\nTxID: ${hash}`)
  const page = (await author.inject({ method: 'GET', url: path })).text
  const box = /<input[^>]*type="checkbox"[^>]*name="facts\.transaction_id"[^>]*>/.exec(page)?.[0]
  expect(box).toContain(`value="${hash}"`)
  expect(box).not.toContain('checked')
  const fields = [
    ...[
      ['withFacts', 'yes'],
      ['body', ''],
      ['facts.network', 'My own']
    ],
    ...[
      ['facts.network', offers.network],
      ['facts.transaction_id', ''],
      ['facts.transaction_id', hash]
    ]
  ]
  await sendPageForm(author, `${path}?/facts`, fields)
  expect(await valuesOf(author, path)).toMatchObject({ network: 'My own', transaction_id: hash })
})

test('a box that is ticked beside a file counts too', async () => {
  const { author, path, number } = await escalated(`TxID: ${hash}`)
  const fields = [
    ...[
      ['draft', `ticket:${number}`],
      ['next', path],
      ['withFacts', 'yes'],
      ['body', 'See:']
    ],
    ...[
      ['facts.transaction_id', ''],
      ['facts.transaction_id', hash]
    ]
  ]
  expect((await sendForm(author, fields, 'a.txt', Buffer.from('Hello.'))).status).toBe(303)
  expect(await valuesOf(author, path)).toMatchObject({ transaction_id: hash })
})
