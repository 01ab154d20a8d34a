import { beforeEach, expect, test } from 'vitest'
import { webhookEvents } from '@stoa/webhooks/schema'
import { startForum } from '../forum.ts'
import { addHiddenContent, addPublicContent, secret } from '../matrix/hidden-content.ts'
import { startReceiver } from './receiver.ts'
import { subscribing } from './subscribing.ts'

const forum = startForum({ loopback: true })
const receiver = startReceiver()
const { subscribe, sent, reset } = subscribing(forum, receiver)
beforeEach(reset)

test('receivers of every event get nothing hidden, unless two admins agreed', async () => {
  const content = await addPublicContent(forum)
  const { id } = await subscribe([...webhookEvents], { internal: true })
  const url = `${receiver.origin}/bot1:a/sendMessage?chat_id=1`
  await subscribe([...webhookEvents], { format: 'telegram', url })
  await addHiddenContent(forum, content)
  const messages = await sent()
  expect(messages.length).toBeGreaterThan(4)
  expect(JSON.stringify(messages)).not.toContain(secret)
  const second = await forum.user({ role: 'admin' })
  const [change] = (await second.get('/approvals')).body.items
  await second.post(`/approvals/${change.id}/approval`)
  expect((await second.get('/webhooks')).body.items).toContainEqual(
    expect.objectContaining({ id, internal: true })
  )
  const staffRoom = await forum.category({ rule: 'staff_only' })
  await second.post('/threads', { categoryId: staffRoom, title: `A ${secret}`, body: 'Here.' })
  expect(JSON.stringify(await sent())).toContain(secret)
})
