import { Feed as Document } from 'feed'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { escapeHtml, type Context } from '@stoa/core'
import { m } from '@stoa/messages'
import { feedOfThread, feedOfThreads, type Feed, type FeedEntry } from '@stoa/threads'
import { guestContext } from '../requests.ts'
import { sendDocument, type DocumentParts } from './documents.ts'

type Params = Record<string, string>
type Asked = FastifyRequest<{ Params: Params }>
type Read = (ctx: Context, params: Params) => Promise<Feed>

/** Atom feeds of the forum, a category and a thread; always a guest's view. */
export function feeds(app: FastifyInstance, parts: DocumentParts): void {
  const answer = (read: Read) => (request: Asked, reply: FastifyReply) => {
    const ctx = guestContext(parts, request)
    return sendDocument(parts.cache, request, reply, {
      key: `feed ${ctx.locale} ${request.url.split('?', 1)[0]}`,
      type: 'application/atom+xml; charset=utf-8',
      write: async () => atom(parts.origin, ctx, await read(ctx, request.params))
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
