import type { FastifyInstance } from 'fastify'
import type { Readiness } from '../readiness.ts'

const paths = ['/healthz', '/readyz']

/** Health checks may use any Host. */
export const isHealthCheck = (url: string): boolean => paths.includes(url)

/**
 * `/healthz` answers while the process runs. `/readyz` also needs the database, and fails while
 * stopping.
 */
export function answerHealth(app: FastifyInstance, readiness: Readiness): void {
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const report = await readiness.report()
    return reply.code(report.status === 'ok' ? 200 : 503).send(report)
  })
}
