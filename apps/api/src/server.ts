import { randomUUID } from 'node:crypto'
import Fastify, { LogController, type FastifyInstance } from 'fastify'
import type { Ports } from '@stoa/core'
import { bugReport } from '@stoa/core/server'
import { answerBadAddress } from './plugins/problems.ts'

export type ServerParts = {
  ports: Ports
  origin: string
  /** CIDRs of proxies whose forwarded address is trusted. */
  trustProxy: string[]
  logLevel: string
  logTo?: NodeJS.WritableStream
}

export const isHttps = (origin: string) => origin.startsWith('https:')

/** Creates the server without routes: its log, its limits and what it answers to bad addresses. */
export const createServer = ({
  origin,
  ports,
  logLevel,
  logTo,
  trustProxy
}: ServerParts): FastifyInstance =>
  Fastify({
    logger: {
      level: logLevel,
      ...(logTo && { stream: logTo }),
      serializers: { req: ({ method, url }) => ({ method, path: pathOnly(url) }), err: bugReport }
    },
    genReqId: () => randomUUID(),
    trustProxy: trustProxy.length > 0 ? trustProxy : false,
    bodyLimit: 256 * 1024,
    routerOptions: { maxParamLength: 400, ignoreTrailingSlash: true },
    logController: new LogController({ disableRequestLogging: true }),
    frameworkErrors: answerBadAddress(isHttps(origin), ports),
    // Lets requests in flight finish; the forum's `stop` bounds their time. Those on their way over a
    // connection that is open already are answered as well.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    // `endSlowBodies` handles slow requests. These limits end connections that never become one.
    requestTimeout: 5 * 60_000,
    http: { headersTimeout: 15_000, connectionsCheckingInterval: 5000 }
  })

const pathOnly = (url = '') => url.split('?', 1)[0]
