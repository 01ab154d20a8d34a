import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'

const forum = startForum()

test('HEAD is answered with the headers of a stream, and opens none', async () => {
  const address = await forum.app.listen({ port: 0, host: '127.0.0.1' })
  const { host } = new URL(forum.origin)
  const path = `${address}/api/v1/live?topics=announcements`
  const asked = request(path, { method: 'HEAD', headers: { host } }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([
    200,
    'text/event-stream; charset=utf-8'
  ])
})
