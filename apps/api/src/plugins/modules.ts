import type { FastifyInstance } from 'fastify'
import type { Modules } from '../web-build.ts'

/**
 * Serves modules in development. A page imports hundreds of them, and they count against no limit.
 */
export function sendModules(app: FastifyInstance, modules: Modules, origin: string): void {
  for (const folder of modules.folders)
    app.get(`${folder}/*`, async ({ url }, reply) => {
      const response = await modules.respond(new Request(`${origin}${url}`))
      reply.code(response.status).headers(Object.fromEntries(response.headers))
      return reply.send(Buffer.from(await response.arrayBuffer()))
    })
}
