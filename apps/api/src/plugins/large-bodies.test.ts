import { connect, type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { guest, type AnyEndpoint } from '@stoa/core'
import { guardLargeBodies } from './large-bodies.ts'
import type { Requests } from '../requests/requests.ts'

test('a sender who left while they were looked up keeps nobody out', async () => {
  const actor = { ...guest, id: 7, role: 'admin' as const }
  const contextBeforeBody = async () => (await wait(100), { actor })
  const endpoint = { minimumRole: 'admin' } as AnyEndpoint
  const authorize = guardLargeBodies({ contextBeforeBody } as unknown as Requests)(endpoint)
  const app = Fastify()
  app.post('/', { onRequest: authorize }, () => 'read')
  await app.listen({ port: 0, host: '127.0.0.1' })
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nhost: forum\r\ncontent-length: 9000\r\n\r\n')
  await wait(50)
  socket.resetAndDestroy()
  await wait(200)
  expect((await app.inject({ method: 'POST', url: '/', payload: {} })).statusCode).toBe(200)
  await app.close()
})
