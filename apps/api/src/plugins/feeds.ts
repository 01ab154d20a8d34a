import { Feed as Document } from 'feed'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { escapeHtml, type Context, type Ports } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { m } from '@stoa/messages'
import { feedOfThread, feedOfThreads, type Feed, type FeedEntry } from '@stoa/threads'
import { guestContext } from '../requests.ts'

type Params = Record<string, string>
type FeedParts = { db: Database; ports: Ports; origin: string; clock(): string }

/** Atom feeds of the forum, a category and a thread; always a guest's view. */
export function feeds(app: FastifyInstance, parts: FeedParts): void {
  const answer =
    (read: (ctx: Context, params: Params) => Promise<Feed>) =>
    async (request: FastifyRequest<{ Params: Params }>, reply: FastifyReply) => {
      const ctx = guestContext(parts, request)
      const feed = await read(ctx, request.params)
      return reply
        .type('application/atom+xml; charset=utf-8')
        .header('cache-control', 'public, max-age=60')
        .header('vary', 'accept-language, cookie')
        .send(atom(parts.origin, ctx, feed))
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
    '/t/:id(^\\d{1,15}$)/feed.xml',
    answer((ctx, { id }) => feedOfThread(ctx, Number(id)))
  )
}

function atom(origin: string, { locale, now }: Context, feed: Feed): string {
  const name = m.web_site_name({}, { locale })
  const updated =
    feed.entries
      .map((entry) => entry.updatedAt)
      .sort()
      .at(-1) ?? now
  const document = new Document({
    id: `${origin}${feed.url}`,
    link: `${origin}${feed.url}`,
    title: feed.title === null ? name : `${feed.title} · ${name}`,
    language: locale,
    copyright: '',
    updated: new Date(updated),
    feedLinks: { atom: `${origin}${feed.feedUrl}` }
  })
  for (const entry of feed.entries) document.addItem(item(origin, entry))
  return document.atom1()
}

const item = (
  origin: string,
  { id, url, title, html, author, createdAt, updatedAt }: FeedEntry
) => ({
  id: `${origin}/p/${id}`,
  link: `${origin}${url}`,
  // The feed takes it for HTML.
  title: escapeHtml(title),
  content: html.replaceAll(/(href|src)="\//g, `$1="${origin}/`),
  author: [{ name: author }],
  published: new Date(createdAt),
  date: new Date(updatedAt)
})
