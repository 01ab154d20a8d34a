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
    if (reply.sent || reply.raw.headersSent) return
    if (database.isAway()) void reply.send(unavailable())
    else check()
  }
  app.addHook('onRequest', (_request, reply, done) => {
    const timer = setInterval(() => look(reply), patience).unref()
    reply.raw.once('close', () => clearInterval(timer))
    done()
  })
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
