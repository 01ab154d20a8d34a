import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { sendForm } from '../uploads/sending.ts'
import { agent, openTicket } from './opening.ts'

const forum = startForum()
const log = Buffer.from('Error 1006 at login')

const send = (client: Client, number: string, name = 'error.log', bytes = log) =>
  sendForm(client, { ticket: number, next: `/tickets/${number}` }, name, bytes)

const show = async (client: Client, number: string) => (await client.get(`/tickets/${number}`)).body

/** Somebody who came by a mailed code, with a ticket of theirs. */
async function cameByCode() {
  const member = await forum.user()
  const proven = await forum.proven(member)
  return { member, proven, number: await openTicket(proven) }
}

test('a form without scripts sends a file into a ticket that was opened by a mailed code', async () => {
  const { proven, number } = await cameByCode()
  const sent = await send(proven, number)
  expect([sent.status, sent.headers.location]).toEqual([303, `/tickets/${number}`])
  const { messages } = await show(await agent(forum), number)
  const [file] = messages.at(-1).attachments
  expect(file).toMatchObject({ name: 'error.log' })
  const read = await proven.inject({ method: 'GET', url: file.url })
  expect([read.status, read.text]).toEqual([200, log.toString()])
})

test('a file that is refused leads back with the reason, and nothing is sent', async () => {
  const { proven, number } = await cameByCode()
  const sent = await send(proven, number, 'empty.log', Buffer.alloc(0))
  expect(sent.headers.location).toMatch(/^\/tickets\/[A-Z0-9-]{14}\?upload=upload_\w+$/)
  expect((await show(proven, number)).messages).toHaveLength(1)
})

test('nothing is sent into a ticket of somebody else, one that was opened signed in, or a closed one', async () => {
  const { member, proven, number } = await cameByCode()
  const { proven: stranger } = await cameByCode()
  const signedIn = await openTicket(member)
  for (const [client, into] of [
    [stranger, number],
    [proven, signedIn],
    [proven, 'no number']
  ] as const)
    await send(client, into)
  await member.patch(`/tickets/${number}`, { state: 'closed' })
  expect((await send(proven, number)).headers.location).toContain('upload=ticket_closed')
  for (const one of [number, signedIn]) expect((await show(member, one)).messages).toHaveLength(1)
})
