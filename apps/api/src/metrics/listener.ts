import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { explained, type Address } from '../listen.ts'
import type { Report } from '../readiness.ts'
import type { Metrics } from './metrics.ts'

/**
 * Answers `/metrics`, `/healthz` and `/readyz` on a separate internal port.
 * @throws StartError if the port is taken
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

type Answer = (metrics: Metrics, response: ServerResponse) => unknown

const answers: Record<string, Answer> = {
  async '/metrics'(metrics, response) {
    const text = await metrics.text().catch(() => undefined)
    if (text === undefined) return response.writeHead(500).end()
    response.writeHead(200, { 'content-type': metrics.type }).end(text)
  },
  '/healthz': (_metrics, response) => send(response, { status: 'ok' }),
  '/readyz': async (metrics, response) => send(response, await metrics.readiness())
}

function send(response: ServerResponse, report: Report) {
  response.writeHead(report.status === 'ok' ? 200 : 503, { 'content-type': 'application/json' })
  response.end(JSON.stringify(report))
}

async function answer(metrics: Metrics, request: IncomingMessage, response: ServerResponse) {
  const found = request.method === 'GET' ? answers[request.url ?? ''] : undefined
  if (!found) return response.writeHead(404).end()
  await found(metrics, response)
}
