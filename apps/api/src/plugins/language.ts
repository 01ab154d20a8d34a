import type { FastifyInstance } from 'fastify'
import { isLocale } from '@stoa/messages'

/** Remembers the language that a guest chose by `?lang=` on a page, for a year. */
export function rememberLanguage(app: FastifyInstance): void {
  app.decorateRequest('memberLocale', null)
  app.addHook('onRequest', (request, reply, done) => {
    const { lang } = request.query as Record<string, unknown>
    if (isLocale(lang) && request.cookies.locale !== lang)
      reply.header('set-cookie', `locale=${lang}; Path=/; Max-Age=31536000; SameSite=Lax`)
    done()
  })
}
