import type { FastifyInstance } from 'fastify'
import type { Ports } from '@stoa/core'
import { isOffered } from '@stoa/core/languages'

/** Tells requests the forum's languages, and stores the one that `?lang=` on a page chose in a cookie, for a year. */
export function rememberLanguage(app: FastifyInstance, ports: Pick<Ports, 'languages'>): void {
  app.decorateRequest('memberLocale', null)
  app.decorateRequest('languages', { getter: () => ports.languages })
  app.addHook('onRequest', (request, reply, done) => {
    const { lang } = request.query as Record<string, unknown>
    if (isOffered({ ports }, lang) && request.cookies.locale !== lang)
      reply.header('set-cookie', `locale=${lang}; Path=/; Max-Age=31536000; SameSite=Lax`)
    done()
  })
}
