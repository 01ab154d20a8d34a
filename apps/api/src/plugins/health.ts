import type { FastifyInstance } from 'fastify'
import type { Readiness } from '../readiness.ts'

const paths = ['/healthz', '/readyz']

/** Asked by what watches the machine, under whatever Host it knows. */
export const isHealthCheck = (url: string): boolean => paths.includes(url)

/** `/healthz`: the process answers. `/readyz`: it reaches its database and does not stop. */
export function answerHealth(app: FastifyInstance, readiness: Readiness): void {
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    const report = await readiness.report()
    return reply.code(report.status === 'ok' ? 200 : 503).send(report)
  })
}
