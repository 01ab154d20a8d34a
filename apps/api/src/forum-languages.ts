import type { Context, ForumLanguages, Ports } from '@stoa/core'
import { initialLanguages, isOffered } from '@stoa/core/languages'
import { loadLanguages, locales } from '@stoa/messages'
import { currentSite } from '@stoa/site'
import type { FastifyInstance } from 'fastify'

/**
 * The languages of a forum, which verbs and pages read without waiting. `follow` brings them up to
 * date with the site that this process has cached, and loads their messages.
 */
export class FollowedLanguages implements ForumLanguages {
  all = initialLanguages().all
  default = initialLanguages().default
  #followed: unknown

  /** Never fails: an outage of the database is noticed by what needs it. */
  async follow(ctx: Context): Promise<void> {
    const site = await currentSite(ctx).catch(() => undefined)
    if (!site || site === this.#followed) return
    this.#followed = site
    const known = site.locales.filter((locale) => locales.includes(locale))
    await loadLanguages(known)
    this.all = known
    this.default = known.includes(site.defaultLocale)
      ? site.defaultLocale
      : (known[0] ?? this.default)
  }
}

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
