import type { FastifyInstance } from 'fastify'
import type { Ports } from '@stoa/core'
import { isOffered } from '@stoa/core/languages'

/**
 * Tells requests the languages of the forum, and stores the one that `?lang=` on a page chose in a
 * cookie, for a year.
 * @param follow brings the languages of `ports` up to date
 */
export function rememberLanguage(
  app: FastifyInstance,
  ports: Pick<Ports, 'languages'>,
  follow: () => Promise<void>
): void {
  app.decorateRequest('memberLocale', null)
  app.decorateRequest('languages', { getter: () => ports.languages })
  app.addHook('onRequest', async (request, reply) => {
    await follow()
    const { lang } = request.query as Record<string, unknown>
    if (isOffered({ ports }, lang) && request.cookies.locale !== lang)
      reply.header('set-cookie', `locale=${lang}; Path=/; Max-Age=31536000; SameSite=Lax`)
  })
}
