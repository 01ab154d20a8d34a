import type { FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { isLocale, type Locale } from '@stoa/messages'

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * The language setting of the signed-in user. Null for guests, and before the actor is
     * resolved.
     */
    memberLocale: Locale | null
  }
}

type Asked = Pick<FastifyRequest, 'query' | 'headers' | 'cookies' | 'memberLocale'>

/**
 * The locale by `?lang=`, the member's setting, the cookie, or Accept-Language, in this order; else
 * English. `?lang=` holds for one page, and the cookie only for guests, so that members read one
 * language on every device.
 */
export function localeOf({ query, headers, cookies, memberLocale }: Asked): Locale {
  const asked = (query as Record<string, unknown> | undefined)?.lang
  if (isLocale(asked)) return asked
  if (memberLocale) return memberLocale
  return isLocale(cookies.locale) ? cookies.locale : negotiate(headers['accept-language'] ?? '')
}

/** The best locale for an Accept-Language header. Hant, TW, HK and MO read traditional Chinese. */
export function negotiate(header: string): Locale {
  const tags = new Negotiator({ headers: { 'accept-language': header.slice(0, 200) } }).languages()
  return tags.map(localeOfTag).find((locale) => locale !== undefined) ?? 'en'
}

function localeOfTag(written: string): Locale | undefined {
  const tag = written.toLowerCase()
  if (tag === 'en' || tag.startsWith('en-')) return 'en'
  if (!/^zh(-|$)/.test(tag)) return undefined
  return /-(hant|tw|hk|mo)(-|$)/.test(tag) ? 'zh-TW' : 'zh-CN'
}
