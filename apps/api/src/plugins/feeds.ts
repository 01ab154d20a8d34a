import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '@stoa/core'
import { siteWords } from '@stoa/site'
import {
  feedOfTag,
  feedOfThread,
  feedOfThreads,
  type Feed,
  type FeedEntry
} from '@stoa/threads/feeds'
import { guestContext } from '../requests/contexts.ts'
import { atomOf } from './atom.ts'
import { sendDocument, type DocumentParts } from './documents.ts'
import { absolute, latest, type FeedDocument, type FeedItem } from './feed-document.ts'

type Params = Record<string, string>
type Asked = FastifyRequest<{ Params: Params }>
type Read = (ctx: Context, params: Params) => Promise<Feed>

/** Atom feeds of the forum, a category, a tag and a thread, always in a guest's view. */
export function feeds(app: FastifyInstance, parts: DocumentParts): void {
  const answer = (read: Read) => (request: Asked, reply: FastifyReply) => {
    const ctx = guestContext(parts, request)
    return sendDocument(parts, request, reply, {
      name: 'threads.feed',
      key: `feed ${ctx.locale} ${request.url.split('?', 1)[0]}`,
      type: 'application/atom+xml; charset=utf-8',
      write: async () => {
        const { name } = await siteWords(ctx)
        return atomOf(documentOf(parts.origin, name, ctx, await read(ctx, request.params)))
      }
    })
  }
  app.get(
    '/feed.xml',
    answer((ctx) => feedOfThreads(ctx))
  )
  app.get(
    '/c/:slug/feed.xml',
    answer((ctx, { slug }) => feedOfThreads(ctx, slug))
  )
  app.get(
    '/tags/:tag/feed.xml',
    answer((ctx, { tag = '' }) => feedOfTag(ctx, tag))
  )
  app.get(
    '/t/:id(^\\d{1,15}$)/feed.xml',
    answer((ctx, { id }) => feedOfThread(ctx, Number(id)))
  )
}

function documentOf(
  origin: string,
  name: string,
  { locale, now }: Context,
  feed: Feed
): FeedDocument {
  const items = feed.entries.map((entry) => itemOf(origin, entry))
  const self = new URL(feed.feedUrl, origin)
  self.searchParams.set('lang', locale)
  return {
    id: self.href,
    url: `${origin}${feed.url}`,
    self: self.href,
    title: feed.title === null ? name : `${feed.title} · ${name}`,
    language: locale,
    updatedAt: latest(items, now),
    author: { name, url: `${origin}/` },
    items
  }
}

const itemOf = (origin: string, { id, url, html, ...entry }: FeedEntry): FeedItem => ({
  id: `${origin}/p/${id}`,
  url: `${origin}${url}`,
  title: entry.title,
  language: entry.language,
  html: absolute(html, origin),
  author: entry.author,
  publishedAt: entry.createdAt,
  updatedAt: entry.updatedAt
})
