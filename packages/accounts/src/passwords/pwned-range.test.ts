import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { Outbound } from '@stoa/core/server'
import { pwnedRange } from './breached.ts'

let status = 200
const server = createServer((_request, response) => void response.writeHead(status).end('ABC:1'))
await once(server.listen(0, '127.0.0.1'), 'listening')
afterAll(() => void server.close())

test('the operator is told once that the server is away, and again after it was back', async () => {
  const told: unknown[] = []
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ask = pwnedRange(url, new Outbound({ privateHost: '127.0.0.1' }), (why) => told.push(why))
  const askAll = () => Promise.all(['AAAAA1', 'BBBBB1'].map(ask))
  status = 503
  expect(await askAll()).toEqual([false, false])
  expect(told).toHaveLength(1)
  status = 200
  expect(await ask('00000ABC')).toBe(true)
  status = 503
  await askAll()
  expect(told).toHaveLength(2)
})
