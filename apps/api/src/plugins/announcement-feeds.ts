import { Feed as Document } from 'feed'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { feedOfAnnouncements, type AnnouncementFeed } from '@stoa/announcements'
import { escapeHtml, type Context } from '@stoa/core'
import { m } from '@stoa/messages'
import { guestContext } from '../requests.ts'
import { sendDocument, type DocumentParts } from './documents.ts'

type Asked = FastifyRequest<{ Querystring: { category?: unknown } }>
type Form = { path: string; type: string; write(document: Document): string }

const forms: Form[] = [
  {
    path: '/announcements/feed.xml',
    type: 'application/atom+xml; charset=utf-8',
    write: (document) => document.atom1()
  },
  {
    path: '/announcements/feed.json',
    type: 'application/feed+json; charset=utf-8',
    write: (document) => document.json1()
  }
]

/** Announcements as Atom and as JSON Feed, by language (`?lang=`) and category (`?category=` slug). */
export function announcementFeeds(app: FastifyInstance, parts: DocumentParts): void {
  for (const form of forms)
    app.get(form.path, (request: Asked, reply: FastifyReply) => {
      const ctx = guestContext(parts, request)
      const { category } = request.query
      const slug = typeof category === 'string' ? category.slice(0, 80) : undefined
      return sendDocument(parts.cache, request, reply, {
        key: `feed ${ctx.locale} ${form.path} ${slug ?? ''}`,
        type: form.type,
        write: async () => {
          const feed = await feedOfAnnouncements(ctx, slug)
          return form.write(documentOf(parts.origin, ctx, feed, form.path, slug))
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
): Document {
  const name = m.announcements_title({}, { locale })
  const times = entries.map(({ changedAt }) => changedAt).sort()
  const address = new URL(path, origin)
  address.searchParams.set('lang', locale)
  if (slug !== undefined) address.searchParams.set('category', slug)
  const document = new Document({
    id: address.href,
    link: `${origin}/announcements`,
    title: title === null ? name : `${title} · ${name}`,
    language: locale,
    copyright: '',
    updated: new Date(times.at(-1) ?? now),
    author: { name: m.web_site_name({}, { locale }), link: origin },
    feedLinks: path.endsWith('.json') ? { json: address.href } : { atom: address.href }
  })
  const isAtom = path.endsWith('.xml')
  for (const entry of entries) document.addItem(itemOf(origin, entry, isAtom))
  return document
}

const signedUrl = (origin: string, id: number) => `${origin}/api/v1/announcements/${id}/signed`

const itemOf = (origin: string, entry: AnnouncementFeed['entries'][number], isAtom: boolean) => ({
  id: `${origin}/announcements/${entry.id}`,
  link: `${origin}${entry.url}`,
  // Atom takes titles for HTML, JSON Feed for plain text.
  title: isAtom ? escapeHtml(entry.title) : entry.title,
  content: entry.html.replaceAll(/(href|src)="\//g, `$1="${origin}/`),
  // Whoever has the entry can check it: the signed copy stands beside the text.
  ...(isAtom
    ? { enclosure: { url: signedUrl(origin, entry.id), type: 'application/json', length: 0 } }
    : { extensions: [{ name: '_signed', objects: { url: signedUrl(origin, entry.id) } }] }),
  published: new Date(entry.publishedAt),
  date: new Date(entry.changedAt)
})
