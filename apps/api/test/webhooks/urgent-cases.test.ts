import { expect, test } from 'vitest'
import { Webhook } from 'standardwebhooks'
import { startForum } from '../forum.ts'
import { createThread, reply } from '../posting.ts'
import { startReceiver } from './receiver.ts'

const forum = startForum({ loopback: true })
const receiver = startReceiver()

async function subscribe(events: string[]): Promise<string> {
  const admin = await forum.user({ role: 'admin' })
  const url = `${receiver.origin}/${events.join()}`
  return (await admin.post('/webhooks', { name: 'Pager', url, events })).body.secret
}

/** A reply that a user of this trust reports as a scam. */
async function report(trust: 'new' | 'basic') {
  const { id } = await createThread(await forum.user(), await forum.category())
  const post = await reply(await forum.user(), id, 'Only they were able to help me.')
  await (await forum.user({ trust })).post(`/posts/${post.id}/reports`, { reason: 'scam' })
  await forum.settle()
}

test('receivers get reasons, category and URL of an urgent case, and no content', async () => {
  const secret = await subscribe(['moderation.urgent_case'])
  await subscribe(['moderation.hide_limit_reached'])
  await report('new')
  expect(receiver.received).toEqual([])
  await report('basic')
  expect(receiver.received.map(({ path }) => path)).toEqual(['/moderation.urgent_case'])
  const [{ body, headers } = { body: '', headers: {} }] = receiver.received
  const message = new Webhook(secret).verify(body, headers as Record<string, string>)
  expect(message).toEqual({
    ...{ type: 'moderation.urgent_case', timestamp: expect.any(String) },
    data: {
      ...{ caseId: expect.any(Number), urgent: true, reasons: ['scam'] },
      category: { id: expect.any(Number), slug: expect.any(String), name: expect.any(String) },
      url: `${forum.origin}/moderation`
    }
  })
})
