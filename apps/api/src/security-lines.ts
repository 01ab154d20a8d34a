import type { FastifyBaseLogger } from 'fastify'
import type { Ports } from '@stoa/core'

type Settings = { demo: boolean; logTo?: NodeJS.WritableStream | undefined }

/**
 * Writes each event of the security log as a line of the server's log, whatever LOG_LEVEL is but
 * `silent`. LOG_LEVEL decides in demo mode, where nobody watches over made-up accounts, and for
 * commands, whose output nobody collects.
 */
export const securityLines =
  (log: FastifyBaseLogger, { demo, logTo }: Settings): Ports['logSecurityEvent'] =>
  (line) => {
    const follows = demo || logTo !== undefined || log.level === 'silent'
    const logger = follows ? log : log.child({}, { level: 'info' })
    logger.info(line, 'security event')
  }
