import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { explained, type Address } from '../listening.ts'
import type { Metrics } from './metrics.ts'

/**
 * Answers `/metrics` on a port of its own, which nobody outside needs to reach.
 * @throws StartError when the port is taken
 */
export async function listenForMetrics(
  metrics: Metrics,
  { port, host }: Omit<Address, 'setting'>
): Promise<{ stop(): Promise<void> }> {
  const server = createServer((request, response) => void answer(metrics, request, response))
  server.listen(port, host)
  await once(server, 'listening').catch((error: unknown) => {
    throw explained(error, { port, host, setting: 'STOA_METRICS_PORT' })
  })
  return {
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    }
  }
}

async function answer(metrics: Metrics, request: IncomingMessage, response: ServerResponse) {
  if (request.method !== 'GET' || request.url !== '/metrics') return response.writeHead(404).end()
  const text = await metrics.text().catch(() => undefined)
  if (text === undefined) return response.writeHead(500).end()
  response.writeHead(200, { 'content-type': metrics.type }).end(text)
}
