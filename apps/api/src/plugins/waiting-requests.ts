import type { FastifyInstance, FastifyReply } from 'fastify'
import { unavailable } from '@stoa/core'
import type { Connection } from '@stoa/core/database'

type Database = Pick<Connection, 'isAway' | 'suspect'>

/** Milliseconds after which a request makes the node check its database, again and again. */
const usualPatience = 1500

/**
 * Answers 503 to requests that wait for a database whose connections stay open without an answer,
 * such as those of a frozen server. A request that takes long makes the node check the database. What
 * it has sent may still be done later, as after a lost connection.
 * @param patience in milliseconds; shorter ones are for tests
 */
export function answerWaiting(
  app: FastifyInstance,
  database: Database,
  patience = usualPatience
): void {
  const check = atMostEvery(patience, () => database.suspect())
  const look = (reply: FastifyReply) => {
    if (database.isAway()) void withoutHeaders(reply).send(unavailable())
    else check()
  }
  app.addHook('onRequest', (_request, reply, done) => {
    const timer = setInterval(() => {
      if (reply.sent || reply.raw.headersSent) clearInterval(timer)
      else look(reply)
    }, patience).unref()
    reply.raw.once('close', () => clearInterval(timer))
    done()
  })
}

/** A page that was being compressed has set its own encoding, tag and policy already. */
function withoutHeaders(reply: FastifyReply): FastifyReply {
  for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name)
  return reply
}

/** Many requests that wait need one check. */
function atMostEvery(milliseconds: number, act: () => void) {
  let actedAt = -Infinity
  return () => {
    const now = performance.now()
    if (now - actedAt < milliseconds) return
    actedAt = now
    act()
  }
}
