import { expect, test } from 'vitest'
import { webhooks } from '@stoa/webhooks/schema'
import { announce, announcer } from '../announcements/writing.ts'
import { startForum } from '../forum.ts'
import { startReceiver } from './receiver.ts'

const forum = startForum()
const receiver = startReceiver()
const events = ['announcement.published' as const]
const hosts = ['127.0.0.1', 'localhost', '[::1]', '169.254.169.254', '10.0.0.1', '2130706433']
const unusual = ['[::127.0.0.1]', '[::7f00:1]']

test('a receiver on this machine or network, or without TLS, is refused when saved', async () => {
  const admin = await forum.user({ role: 'admin' })
  const create = (url: string) => admin.post('/webhooks', { name: 'Inside', url, events })
  for (const host of [...hosts, ...unusual]) {
    const { status, body } = await create(`https://${host}/`)
    expect([status, body.errors[0].path], host).toEqual([422, 'url'])
  }
  for (const port of [25, 587, 6667]) {
    const { body } = await create(`https://hook.invalid:${port}/`)
    expect(body.errors?.[0].message).toContain(`Port ${port} `)
  }
  expect((await create('http://hook.invalid/')).status).toBe(422)
  expect((await create('https://name:word@hook.invalid/')).status).toBe(422)
  const { status, body } = await create('https://hook.invalid/')
  expect(status).toBe(201)
  const inside = { name: 'Inside', url: 'https://127.0.0.1/', events }
  expect((await admin.patch(`/webhooks/${body.id}`, inside)).status).toBe(422)
})

test('a webhook reaches nothing on this machine or network, by any address', async () => {
  const admin = await forum.user({ role: 'admin' })
  const { port } = new URL(receiver.origin)
  await forum.connection.db.delete(webhooks)
  // As of a name that led elsewhere when it was saved.
  await forum.connection.db.insert(webhooks).values(
    hosts.map((host) => ({
      ...{ name: host, url: `http://${host}:${port}/`, events, createdAt: forum.now() },
      sealedSecret: ''
    }))
  )
  const { items } = (await admin.get('/webhooks')).body
  for (const { id } of items) await admin.post(`/webhooks/${id}/secret`)
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
