import type { FastifyBaseLogger } from 'fastify'
import type { Ports } from '@stoa/core'

/**
 * Writes each event of the security log as a line of the server's log, whatever LOG_LEVEL is but
 * `silent`. In demo mode LOG_LEVEL decides: nobody watches over made-up accounts.
 */
export const securityLines =
  (log: FastifyBaseLogger, demo: boolean): Ports['logSecurityEvent'] =>
  (line) => {
    const follows = demo || log.level === 'silent'
    const logger = follows ? log : log.child({}, { level: 'info' })
    logger.info(line, 'security event')
  }
