import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { recordArticleUse } from '@stoa/articles'
import type { Ports } from '@stoa/core'
import { visitorOf } from '@stoa/core/limits'
import { termOf } from '@stoa/search'
import { recordVisit, type Visit } from '@stoa/statistics'
import { localeOf } from '../requests/locale.ts'

/**
 * An article that was opened: from results of a search, from where somebody was asking, or else.
 * `words` are those of the search, if they may be stored.
 */
type OpenedArticle = {
  slug: string
  use: 'views' | 'search' | 'asking'
  words: string | undefined
}

/** Counts a visit, in memory only. */
export type CountVisit = (visit: Omit<Visit, 'at'> & { article: OpenedArticle | null }) => void

/** Records a visit, and the article that it opened, to be written later. */
export function recordOpened(
  ports: Ports,
  at: string,
  { article, ...visit }: Parameters<CountVisit>[0]
): void {
  recordVisit(ports, { ...visit, at })
  const visitor = visitorOf(visit.address, visit.userAgent)
  if (article) recordArticleUse(ports, { ...article, at, visitor })
}

const machine = /bot|crawl|spider|slurp|preview|fetch|monitor|curl|wget|python|java\/|headless/i

/** Counts pages after they were sent, those from the cache too; robots, prefetches and what scripts load are not counted. */
export function countVisits(pages: FastifyInstance, count: CountVisit): void {
  pages.addHook('onResponse', (request, reply, done) => {
    if (isVisit(request, reply)) count(visitOf(request))
    done()
  })
}

const isVisit = ({ method, headers }: FastifyRequest, reply: FastifyReply) =>
  method === 'GET' &&
  (reply.statusCode === 200 || reply.statusCode === 304) &&
  String(reply.getHeader('content-type')).startsWith('text/html') &&
  headers['sec-purpose'] === undefined &&
  (headers['sec-fetch-dest'] ?? 'document') === 'document' &&
  !machine.test(headers['user-agent'] ?? 'bot')

function visitOf(request: FastifyRequest): Parameters<CountVisit>[0] {
  const [, kind, name = ''] = /^\/(t|c)\/([\w-]+)/.exec(request.url) ?? []
  const threadId = kind === 't' && /^\d{1,15}$/.test(name) ? Number(name) : null
  return {
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    language: localeOf(request),
    threadId,
    category: kind === 'c' ? name : null,
    article: articleOf(request)
  }
}

const placesBefore = [
  { use: 'search', path: /^\/search$/ },
  { use: 'asking', path: /^\/(ask|tickets\/new)$/ }
] as const

/** By the page on which its link was followed. */
function articleOf({ url, headers, host }: FastifyRequest): OpenedArticle | null {
  const slug = slugIn(url)
  if (slug === null) return null
  const before = URL.parse(headers.referer ?? '')
  if (before?.host !== host) return { slug, use: 'views', words: undefined }
  const place = placesBefore.find(({ path }) => path.test(before.pathname))
  const typed = place?.use === 'search' ? before.searchParams.get('q') : null
  return { slug, use: place ? place.use : 'views', words: typed ? termOf(typed) : undefined }
}

function slugIn(url: string): string | null {
  const [, written = ''] = /^\/articles\/([^/?]{1,300})(?:\?|$)/.exec(url) ?? []
  try {
    return decodeURIComponent(written) || null
  } catch {
    return null
  }
}
