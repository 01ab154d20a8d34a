import type { Server } from 'node:http'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

const endWithin = 8000
/** Milliseconds in which the request of a connection that was just opened arrives. */
const arriveWithin = 200

/** Counts the unanswered requests of a server. */
export class RequestsInFlight {
  #count = 0
  #onNone: () => void = () => {}
  #areLast = false

  constructor(server: Server) {
    server.on('request', (_request, response) => {
      this.#count += 1
      if (this.#areLast) response.shouldKeepAlive = false
      response.once('close', () => {
        this.#count -= 1
        if (this.#count === 0) this.#onNone()
      })
    })
  }

  /**
   * Tells clients from now on that their connection ends with the answer. Otherwise one might send its
   * next request at the moment in which the connection is closed.
   */
  drain(): void {
    this.#areLast = true
  }

  /** Resolves when none is left, after 8 s at the latest. */
  async ended(): Promise<void> {
    const none = new Promise<void>((resolve) => (this.#onNone = resolve))
    if (this.#count > 0) await Promise.race([none, wait(endWithin, undefined, { ref: false })])
  }
}

/** Refuses new connections, and closes the others after their requests are answered. */
export async function closeInOrder(
  app: FastifyInstance,
  requests: RequestsInFlight
): Promise<void> {
  await untilNobodyConnects(app.server)
  // At once, before the event loop goes on: Fastify closes it only after hooks of its own.
  if (app.server.listening) app.server.close()
  const closed = app.close()
  await Promise.race([closed, wait(arriveWithin)])
  await requests.ended()
  app.server.closeAllConnections()
  await closed
}

/** Milliseconds of a turn of the event loop in which hardly anybody connects. */
const shortTurn = 1
const lastTurnAfter = 2000

/**
 * Resolves at the end of a short turn of the event loop in which no connection was accepted. Those
 * that the kernel has connected and nobody has accepted are reset when the server closes, and a
 * balancer answers 502 to a POST on such a connection, as it may have been received.
 */
async function untilNobodyConnects(server: Server): Promise<void> {
  let connected = false
  const onConnection = () => (connected = true)
  server.on('connection', onConnection)
  const last = performance.now() + lastTurnAfter
  let begun: number
  do {
    connected = false
    begun = performance.now()
    await nextTurn()
  } while ((connected || performance.now() - begun > shortTurn) && begun < last)
  server.off('connection', onConnection)
}
