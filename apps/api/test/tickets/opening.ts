import { announceAnswers } from '@stoa/tickets'
import type { Client, TestForum } from '../forum.ts'
import { createThread } from '../posting.ts'

export const opening = {
  topic: 'deposit_withdrawal',
  subject: 'A deposit that does not arrive',
  body: 'Sent yesterday, confirmed, and still not there.'
}

/** A ticket of the client without a thread; answers its number. */
export async function openTicket(client: Client, values: object = {}): Promise<string> {
  const { status, body, text } = await client.post('/tickets', { ...opening, ...values })
  if (status !== 201) throw new Error(text)
  return body.number
}

/** Somebody who answers tickets. */
export const agent = (forum: TestForum) => forum.user({ role: 'staff', capabilities: ['desk'] })

/** What the desk wrote can be taken back no more, and goes out. */
export async function sendAnswers(forum: TestForum): Promise<void> {
  forum.advance(11_000)
  await announceAnswers(forum.context())
}

/** A thread in a category with a volunteer, and everybody around it. */
export async function setUpThread(forum: TestForum) {
  const categoryId = await forum.category()
  const author = await forum.user()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  return { categoryId, author, volunteer, thread: await createThread(author, categoryId) }
}

export const escalation = { topic: 'verification', reason: 'It needs my account ID.' }

/** Takes the thread to a ticket as the client. */
export const escalate = (client: Client, threadId: number, values: object = {}) =>
  client.post(`/threads/${threadId}/escalation`, { ...escalation, ...values })
