import type { FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { isLocale, type Locale } from '@stoa/messages'

/** The locale of `?lang=`, the cookie, or Accept-Language, in this order; else English. */
export function localeOf(request: Pick<FastifyRequest, 'query' | 'headers' | 'cookies'>): Locale {
  const asked = (request.query as Record<string, unknown> | undefined)?.lang
  if (isLocale(asked)) return asked
  const kept = request.cookies.locale
  if (isLocale(kept)) return kept
  return negotiate(request.headers['accept-language'] ?? '')
}

/** The best locale for an Accept-Language header; Hant, TW, HK and MO read traditional Chinese. */
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
