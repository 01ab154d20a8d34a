import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'

const everyMs = 50

export type Balancer = { stop(): Promise<void> }

/**
 * A load balancer on `port`: asks each node for `/readyz`, and passes requests in turn to those that
 * are ready. A request that it cannot pass on is answered 502.
 */
export function startBalancer(port: number, nodes: number[]): Balancer {
  let [ready, turn]: [number[], number] = [[], 0]
  const look = async () => {
    const answers = await Promise.all(nodes.map(isReady))
    ready = nodes.filter((_, index) => answers[index])
    timer = setTimeout(() => void look(), everyMs)
  }
  let timer = setTimeout(() => void look(), 0)
  const server = createServer((incoming, outgoing) => {
    const node = ready[(turn += 1) % ready.length]
    if (node === undefined) outgoing.writeHead(502).end()
    else pass(node, incoming, outgoing)
  })
  // Longer than the nodes say, whose headers are passed on: a client would send its next request on a
  // connection that is being closed.
  server.keepAliveTimeout = 90_000
  server.listen(port, '127.0.0.1')
  return {
    async stop() {
      clearTimeout(timer)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

const isReady = (port: number) =>
  fetch(`http://127.0.0.1:${port}/readyz`, { headers: { connection: 'close' } }).then(
    ({ ok }) => ok,
    () => false
  )

// A connection for each request: one that is kept may be closed as the next request is sent.
const agent = new Agent({ keepAlive: false })

function pass(port: number, incoming: IncomingMessage, outgoing: ServerResponse) {
  const { method, url: path, headers } = incoming
  const passed = request({ host: '127.0.0.1', port, method, path, headers, agent }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  passed.on('error', () =>
    outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()
  )
  incoming.pipe(passed)
}
