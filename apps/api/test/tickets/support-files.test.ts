import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { sendForm } from '../uploads/sending.ts'
import { agent, openTicket } from './opening.ts'

const forum = startForum()
const log = Buffer.from('Error 1006 at login')

const send = (client: Client, draft: string, body: string, bytes = log) =>
  sendForm(client, { draft, body, next: '/tickets' }, 'error.log', bytes)
const draftOf = async (client: Client, key: string) => (await client.get(`/drafts/${key}`)).body

/** A member with a session proved by e-mail, and a ticket opened by it. */
async function cameByCode() {
  const member = await forum.user()
  const byCode = await forum.withCode(member)
  return { member, byCode, number: await openTicket(byCode) }
}

test('without scripts, a file and the text typed beside it are sent together', async () => {
  const { byCode, number } = await cameByCode()
  const sent = await send(byCode, `ticket:${number}`, 'It says this.')
  expect([sent.status, sent.headers.location]).toEqual([303, '/tickets'])
  const { body } = await draftOf(byCode, `ticket:${number}`)
  expect(body).toMatch(/^It says this\.\n\n\[error\.log\]/)
  await byCode.post(`/tickets/${number}/messages`, { body })
  const desk = await agent(forum)
  const [file] = (await desk.get(`/tickets/${number}`)).body.messages.at(-1).attachments
  const read = await byCode.inject({ method: 'GET', url: file.url })
  expect([read.status, read.text]).toEqual([200, log.toString()])
  expect((await draftOf(byCode, `ticket:${number}`)).code).toBe('not_found')
})

test('a refused file shows the reason, and the typed text stays', async () => {
  const { byCode } = await cameByCode()
  const typed = { title: 'Locked out', topic: 'account_access' }
  const fields = { ...typed, draft: 'ticket', body: 'Since today.', next: '/tickets/new' }
  const sent = await sendForm(byCode, fields, 'empty.log', Buffer.alloc(0))
  expect(sent.headers.location).toMatch(/^\/tickets\/new\?upload=upload_\w+$/)
  expect(await draftOf(byCode, 'ticket')).toMatchObject({ ...typed, body: 'Since today.' })
})

test('a text with a secret comes back without the secret and with the file', async () => {
  const { member } = await cameByCode()
  const sent = await send(member, 'ticket', 'I tried.\npassword: Harbour7!x\nNothing.')
  expect(sent.headers.location).toBe('/tickets?upload=secret_found')
  const { body } = await draftOf(member, 'ticket')
  expect(body).toMatch(/^I tried\.\n[^\n]*\[removed\]\nNothing\.\n\n\[error\.log\]/)
  expect(body).not.toContain('Harbour7')
})

test('with an e-mail proof alone only drafts of tickets are saved, and no others seen', async () => {
  const { member, byCode } = await cameByCode()
  await member.put('/drafts/ticket', { body: 'Of the account.' })
  expect((await draftOf(byCode, 'ticket')).code).toBe('not_found')
  await send(byCode, 'ticket', 'Of the address.')
  expect((await draftOf(member, 'ticket')).body).toBe('Of the account.')
  expect((await member.get('/drafts')).body.items).toHaveLength(1)
  await send(byCode, 'ask', 'In public.')
  expect((await draftOf(member, 'ask')).code).toBe('not_found')
})
