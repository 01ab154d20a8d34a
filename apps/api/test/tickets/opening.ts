import { announceAnswers } from '@stoa/tickets'
import type { Client, TestForum } from '../forum.ts'
import { createThread } from '../posting.ts'

export const opening = {
  topic: 'deposit_withdrawal',
  subject: 'A deposit that does not arrive',
  body: 'Sent yesterday, confirmed, and still not there.'
}

/** Opens a ticket without a thread; returns its number. */
export async function openTicket(
  client: Pick<Client, 'post'>,
  values: object = {}
): Promise<string> {
  const { status, body, text } = await client.post('/tickets', { ...opening, ...values })
  if (status !== 201) throw new Error(text)
  return body.number
}

/** Somebody who answers all tickets. */
export const agent = (forum: TestForum) => forum.user({ role: 'staff', capabilities: ['desk'] })

/** Advances the clock beyond the recall window and delivers the answers. */
export async function sendAnswers(forum: TestForum): Promise<void> {
  forum.advance(11_000)
  await announceAnswers(forum.context())
}

/** A thread with its author, and a volunteer who moderates its category. */
export async function setUpThread(forum: TestForum) {
  const categoryId = await forum.category()
  const author = await forum.user()
  const volunteer = await forum.user({ role: 'volunteer', moderates: [categoryId] })
  return { categoryId, author, volunteer, thread: await createThread(author, categoryId) }
}

export const escalation = { topic: 'verification', reason: 'It needs my account ID.' }

/** Escalates the thread as the client. */
export const escalate = (client: Client, threadId: number, values: object = {}) =>
  client.post(`/threads/${threadId}/escalation`, { ...escalation, ...values })
