import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { generate } from 'selfsigned'
import { expect, test } from 'vitest'
import { openHttps } from './https-client.ts'
import { isInstalled, proxies, type ProxyName } from './proxy-programs.ts'
import { freePort } from './server.ts'

const origin = 'https://forum.example.org'
const names = Object.keys(proxies) as ProxyName[]
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

/** Stands for both nodes, and keeps the headers that arrive at them. */
async function startNode() {
  const seen: Record<string, unknown>[] = []
  const server = createServer(({ headers }, response) => {
    if (headers['x-asked']) seen.push(headers)
    response.end('here')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { seen, port: (server.address() as AddressInfo).port, close: () => server.close() }
}

const present = names.filter((name) => process.env['CI'] || isInstalled(name))

test.each(present)('no trace that a client names passes %s', async (name) => {
  const altNames = [{ type: 2, value: 'forum.example.org' } as const]
  const extensions = [{ name: 'subjectAltName', altNames } as const]
  const subject = [{ name: 'commonName', value: 'forum.example.org' }]
  const certificate = await generate(subject, { extensions })
  const node = await startNode()
  const ports = { http: await freePort(), https: await freePort() }
  const proxy = await proxies[name]({ nodes: [node.port, node.port], ports, certificate })
  const client = openHttps(origin, { port: proxy.port, ca: certificate.cert })
  for (const path of ['/', '/api/v1/live', '/enhance/a.js'])
    await client.ask(path, { headers: { traceparent, 'x-asked': 'yes' } })
  expect(node.seen.map((headers) => headers['traceparent'])).toEqual(Array(3).fill(undefined))
  client.close()
  await proxy.stop()
  node.close()
})
