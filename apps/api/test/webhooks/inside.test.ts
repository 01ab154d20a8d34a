import { expect, test } from 'vitest'
import { announce, announcer } from '../announcements/writing.ts'
import { startForum } from '../forum.ts'
import { startReceiver } from './receiver.ts'

const forum = startForum()
const receiver = startReceiver()

test('a webhook reaches nothing on this machine or network, by any address', async () => {
  const admin = await forum.user({ role: 'admin' })
  const port = new URL(receiver.origin).port
  const hosts = ['127.0.0.1', 'localhost', '[::1]', '169.254.169.254', '10.0.0.1', '2130706433']
  const events = ['announcement.published']
  for (const host of hosts)
    await admin.post('/webhooks', { name: host, url: `http://${host}:${port}/`, events })
  const { items } = (await admin.get('/webhooks')).body
  expect(items.length).toBe(hosts.length)
  await announce(await announcer(forum))
  await forum.settle()
  for (const { id } of items) {
    const tested = await admin.post(`/webhooks/${id}/tests`)
    expect(tested.body).toMatchObject({ state: 'failed', problem: 'address', status: null })
    const [, first] = (await admin.get(`/webhooks/${id}/deliveries`)).body.items
    expect(first).toMatchObject({ state: 'waiting', problem: 'address' })
  }
  expect(receiver.received).toEqual([])
})
