import type { FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import type { Locale } from '@stoa/core'
import { isOffered, offeredLanguage, type ForumLanguages } from '@stoa/core/languages'
import { languages as known, locales } from '@stoa/messages'

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * The language setting of the signed-in user. Null for guests, and before the actor is
     * resolved.
     */
    memberLocale: Locale | null
    /** Those of the forum. */
    readonly languages: ForumLanguages
  }
}

type Asked = Pick<FastifyRequest, 'query' | 'headers' | 'cookies' | 'memberLocale' | 'languages'>

/**
 * The locale by `?lang=`, the member's setting, the cookie, or Accept-Language, in this order; else
 * the forum's default. `?lang=` holds for one page, and the cookie only for guests, so that members
 * read one language on every device.
 */
export function localeOf({ query, headers, cookies, memberLocale, languages }: Asked): Locale {
  const forum = { ports: { languages } }
  const asked = (query as Record<string, unknown> | undefined)?.lang
  if (isOffered(forum, asked)) return asked
  if (memberLocale) return offeredLanguage(forum, memberLocale)
  if (isOffered(forum, cookies.locale)) return cookies.locale
  return negotiate(headers['accept-language'] ?? '', languages)
}

/** The forum's best language for an Accept-Language header. */
export function negotiate(header: string, languages: ForumLanguages): Locale {
  const tags = new Negotiator({ headers: { 'accept-language': header.slice(0, 200) } }).languages()
  for (const tag of tags) {
    const wanted = localeOfTag(tag.toLowerCase())
    const read = wanted ? [wanted, ...known[wanted].reads] : []
    const offered = read.find((locale) => languages.all.includes(locale))
    if (offered) return offered
  }
  return languages.default
}

function localeOfTag(tag: string): Locale | undefined {
  const fitting = locales.flatMap((locale) =>
    known[locale].tags
      .filter((beginning) => `${tag}-`.startsWith(`${beginning}-`))
      .map(({ length }) => ({ locale, length }))
  )
  return fitting.sort((one, other) => other.length - one.length)[0]?.locale
}
