import type { Context, ForumLanguages } from '@stoa/core'
import { initialLanguages } from '@stoa/core/languages'
import { loadLanguages, locales } from '@stoa/messages'
import { currentSite } from '@stoa/site'

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
