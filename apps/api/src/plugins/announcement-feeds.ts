import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { feedOfAnnouncements, type AnnouncementFeed } from '@stoa/announcements'
import type { Context } from '@stoa/core'
import { m } from '@stoa/messages'
import { siteWords } from '@stoa/site'
import { guestContext } from '../requests/contexts.ts'
import { atomOf } from './atom.ts'
import { sendDocument, type DocumentParts } from './documents.ts'
import { absolute, latest, type FeedDocument, type FeedItem, jsonFeedOf } from './feed-document.ts'

type Asked = FastifyRequest<{ Querystring: { category?: unknown } }>
type Form = { path: string; type: string; write(document: FeedDocument): string | Promise<string> }

const forms: Form[] = [
  {
    path: '/announcements/feed.xml',
    type: 'application/atom+xml; charset=utf-8',
    write: atomOf
  },
  {
    path: '/announcements/feed.json',
    type: 'application/feed+json; charset=utf-8',
    write: jsonFeedOf
  }
]

/**
 * Announcements as Atom and as JSON Feed, by language (`?lang=`) and category (`?category=` slug).
 */
export function announcementFeeds(app: FastifyInstance, parts: DocumentParts): void {
  for (const form of forms)
    app.get(form.path, (request: Asked, reply: FastifyReply) => {
      const ctx = guestContext(parts, request)
      const { category } = request.query
      const slug = typeof category === 'string' ? category.slice(0, 80) : undefined
      return sendDocument(parts, request, reply, {
        name: 'announcements.feed',
        key: `feed ${ctx.locale} ${form.path} ${slug ?? ''}`,
        type: form.type,
        write: async () => {
          const feed = await feedOfAnnouncements(ctx, slug)
          const { name } = await siteWords(ctx)
          const author = { name, url: `${parts.origin}/` }
          return form.write({ ...documentOf(parts.origin, ctx, feed, form.path, slug), author })
        }
      })
    })
}

function documentOf(
  origin: string,
  { locale, now }: Context,
  { title, entries }: AnnouncementFeed,
  path: string,
  slug: string | undefined
): Omit<FeedDocument, 'author'> {
  const name = m.announcements_title({}, { locale })
  const self = new URL(path, origin)
  self.searchParams.set('lang', locale)
  if (slug !== undefined) self.searchParams.set('category', slug)
  const page = new URL('/announcements', origin)
  if (slug !== undefined) page.searchParams.set('category', slug)
  const items = entries.map((entry) => itemOf(origin, entry))
  return {
    id: self.href,
    self: self.href,
    url: page.href,
    title: title === null ? name : `${title} · ${name}`,
    language: locale,
    updatedAt: latest(items, now),
    items
  }
}

const itemOf = (origin: string, entry: AnnouncementFeed['entries'][number]): FeedItem => ({
  id: `${origin}/announcements/${entry.id}`,
  url: `${origin}${entry.url}`,
  title: entry.title,
  html: absolute(entry.html, origin),
  language: entry.language,
  publishedAt: entry.publishedAt,
  updatedAt: entry.changedAt,
  type: { key: entry.type, name: entry.typeName },
  ...(entry.signed && {
    signed: { url: `${origin}/api/v1/announcements/${entry.id}/signed`, ...entry.signed }
  })
})
