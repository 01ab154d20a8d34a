import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A span as it was delivered, with attributes as an object. */
export type DeliveredSpan = {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  kind: number
  status: { code?: number }
  attributes: Record<string, unknown>
  resource: Record<string, unknown>
}

export type Collector = {
  /** As in OTEL_EXPORTER_OTLP_ENDPOINT. */
  url: string
  spans: DeliveredSpan[]
  /** The bodies as they came. */
  bodies: string[]
  headers: Record<string, unknown>[]
  /** How often it answered something else than 200. */
  readonly refused: number
  /** Answers this from now on. */
  answer(status: number): void
  close(): Promise<void>
}

/** Starts a collector that speaks OTLP over HTTP with JSON. */
export async function startCollector(): Promise<Collector> {
  let [status, refused] = [200, 0]
  const received: Pick<Collector, 'spans' | 'bodies' | 'headers'> = {
    ...{ spans: [], bodies: [], headers: [] }
  }
  const server = createServer(async (request, response) => {
    const body = await text(request)
    response.writeHead(request.url === '/v1/traces' ? status : 404).end('{}')
    if (status !== 200) return void (refused += 1)
    received.bodies.push(body)
    received.headers.push(request.headers)
    received.spans.push(...decode(JSON.parse(body)))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    ...received,
    get refused() {
      return refused
    },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (given) => void (status = given),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}

const decode = ({ resourceSpans }: any): DeliveredSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }: any) =>
    scopeSpans.flatMap(({ spans }: any) =>
      spans.map((span: any) => ({
        ...span,
        attributes: decodeAttributes(span.attributes),
        resource: decodeAttributes(resource.attributes)
      }))
    )
  )

const decodeAttributes = (attributes: { key: string; value: object }[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))
