import type { FastifyInstance } from 'fastify'
import { isLocale } from '@stoa/messages'

/** Stores the language that `?lang=` on a page chose in a cookie, for a year. */
export function rememberLanguage(app: FastifyInstance): void {
  app.decorateRequest('memberLocale', null)
  app.addHook('onRequest', (request, reply, done) => {
    const { lang } = request.query as Record<string, unknown>
    if (isLocale(lang) && request.cookies.locale !== lang)
      reply.header('set-cookie', `locale=${lang}; Path=/; Max-Age=31536000; SameSite=Lax`)
    done()
  })
}
