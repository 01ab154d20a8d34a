import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

const endWithin = 8000

/** Counts the unanswered requests of a server. */
export class RequestsInFlight {
  #count = 0
  #onNone: () => void = () => {}

  constructor(server: Server) {
    server.on('request', (_request, response) => {
      this.#count += 1
      response.once('close', () => {
        this.#count -= 1
        if (this.#count === 0) this.#onNone()
      })
    })
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
  await requests.ended()
  app.server.closeAllConnections()
  await closed
}
