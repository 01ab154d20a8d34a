import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
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
  const closed = app.close()
  await Promise.race([closed, wait(arriveWithin)])
  await requests.ended()
  app.server.closeAllConnections()
  await closed
}
