import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { articleFeedQuery, feedOfArticles, type FeedQuery } from '@stoa/articles'
import { notFound, type Context } from '@stoa/core'
import { m } from '@stoa/messages'
import { siteWords } from '@stoa/site'
import { guestContext } from '../requests/contexts.ts'
import { atomOf } from './atom.ts'
import { sendDocument, type DocumentParts } from './documents.ts'
import { absolute, latest, type FeedDocument, type FeedItem, jsonFeedOf } from './feed-document.ts'

type Form = { path: string; type: string; write(document: FeedDocument): string | Promise<string> }

const forms: Form[] = [
  { path: '/articles/feed.xml', type: 'application/atom+xml; charset=utf-8', write: atomOf },
  { path: '/articles/feed.json', type: 'application/feed+json; charset=utf-8', write: jsonFeedOf }
]

/**
 * Articles as Atom and as JSON Feed, by `?kind=`, `?section=`, `?tag=` and `?language=`; without a
 * language, each in the nearest to that of the reader.
 */
export function articleFeeds(app: FastifyInstance, parts: DocumentParts): void {
  for (const form of forms)
    app.get(form.path, (request: FastifyRequest, reply: FastifyReply) => {
      const ctx = guestContext(parts, request)
      const query = queryOf(request)
      return sendDocument(parts, request, reply, {
        name: 'articles.feed',
        key: `feed ${ctx.locale} ${form.path} ${JSON.stringify(query)}`,
        type: form.type,
        write: async () => form.write(await documentOf(parts.origin, ctx, query, form.path))
      })
    })
}

/** @throws Problem 404 for a filter that no article can meet */
function queryOf({ query }: FastifyRequest): FeedQuery {
  const asked = articleFeedQuery.safeParse(query)
  if (!asked.success) throw notFound()
  return asked.data
}

async function documentOf(
  origin: string,
  ctx: Context,
  query: FeedQuery,
  path: string
): Promise<FeedDocument> {
  const { title, entries } = await feedOfArticles(ctx, query)
  const { name } = await siteWords(ctx)
  const isBlog = query.kind === 'post'
  const words = title ?? (isBlog ? m.articles_blog_title : m.articles_help_title)({}, ctx)
  const self = addressOf(origin, path, { ...query, lang: ctx.locale })
  const items = entries.map((entry) => itemOf(origin, entry))
  return {
    ...{ id: self, self, title: `${words} · ${name}`, language: ctx.locale, items },
    url: origin + (isBlog ? '/blog' : '/help'),
    updatedAt: latest(items, ctx.now),
    author: { name, url: `${origin}/` }
  }
}

function addressOf(origin: string, path: string, query: Record<string, string | undefined>) {
  const url = new URL(path, origin)
  for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value)
  return url.href
}

type Entry = Awaited<ReturnType<typeof feedOfArticles>>['entries'][number]

const itemOf = (
  origin: string,
  { url, title, html, language, kind, ...entry }: Entry
): FeedItem => ({
  ...{ id: origin + url, url: origin + url, title, language },
  html: absolute(html, origin),
  publishedAt: entry.publishedAt,
  updatedAt: entry.changedAt,
  ...(kind === 'post' && { author: entry.author.username })
})
