import type { FastifyBaseLogger } from 'fastify'
import type { Ports } from '@stoa/core'

type Settings = { demo: boolean; logTo?: NodeJS.WritableStream | undefined }

/**
 * Logs each security event at level `info`, regardless of LOG_LEVEL except `silent`. In demo mode
 * and for commands LOG_LEVEL applies, because nobody watches demo accounts or collects the output
 * of commands.
 */
export const securityLines =
  (log: FastifyBaseLogger, { demo, logTo }: Settings): Ports['logSecurityEvent'] =>
  (line) => {
    const follows = demo || logTo !== undefined || log.level === 'silent'
    const logger = follows ? log : log.child({}, { level: 'info' })
    logger.info(line, 'security event')
  }
