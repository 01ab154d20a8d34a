import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setImmediate as nextTurn } from 'node:timers/promises'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { closeInOrder, RequestsInFlight } from './requests-in-flight.ts'

test('connections that wait to be accepted are answered before the node refuses others', async () => {
  const app = fastify()
  app.post('/', () => 'here')
  const requests = new RequestsInFlight(app.server)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  await nextTurn()
  const sockets = Array.from({ length: 20 }, () => connect(port, '127.0.0.1'))
  for (const socket of sockets)
    socket.write('POST / HTTP/1.1\r\nhost: here\r\ncontent-length: 0\r\nconnection: close\r\n\r\n')
  // The kernel has connected them, and nobody has accepted them.
  await new Promise<void>((resolve) => process.nextTick(resolve))
  const closed = closeInOrder(app, requests)
  const answers = await Promise.all(sockets.map((socket) => text(socket).catch(String)))
  expect(answers.filter((answer) => !answer.endsWith('here'))).toEqual([])
  await closed
})
