import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SitemapIndexStream, SitemapStream, streamToPromise, type SitemapItemLoose } from 'sitemap'
import { announcementsOfSitemap } from '@stoa/announcements'
import { articlesOfSitemap } from '@stoa/articles'
import { notFound, type Context } from '@stoa/core'
import { listCategories, sitemapParts, threadsOfSitemapPart } from '@stoa/threads'
import { guestContext } from '../requests/contexts.ts'
import { sendDocument, type DocumentParts } from './documents.ts'

type Params = { part: string }
type Asked = FastifyRequest<{ Params: Params }>
type Write = (origin: string, ctx: Context, params: Params) => Promise<string>

const closed = [
  '/api/',
  '/search',
  '/settings',
  '/notifications',
  '/admin',
  '/moderation',
  '/u/',
  '/p/*/actions',
  '/cover-up'
]

/** Serves `/robots.txt` and the sitemap: an index, the categories, announcements, articles, and threads
 * in parts. */
export function sitemap(app: FastifyInstance, parts: DocumentParts): void {
  app.get('/robots.txt', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(robots(parts.origin))
  )
  const answer = (write: Write) => (request: Asked, reply: FastifyReply) =>
    sendDocument(parts, request, reply, {
      name: 'announcements.sitemap',
      key: `sitemap ${request.routeOptions.url} ${request.params.part}`,
      type: 'application/xml; charset=utf-8',
      write: () => write(parts.origin, guestContext(parts, request), request.params)
    })
  app.get('/sitemap.xml', answer(index))
  app.get('/sitemap/categories.xml', answer(categories))
  app.get('/sitemap/announcements.xml', answer(announcements))
  app.get('/sitemap/articles.xml', answer(articles))
  app.get('/sitemap/threads/:part(^\\d{1,9}).xml', answer(threads))
}

const robots = (origin: string) =>
  [
    'User-agent: *',
    ...closed.map((path) => `Disallow: ${path}`),
    `Sitemap: ${origin}/sitemap.xml\n`
  ].join('\n')

async function index(origin: string, ctx: Context): Promise<string> {
  const ofThreads = (await sitemapParts(ctx)).map(({ part, updatedAt }) => ({
    url: `${origin}/sitemap/threads/${part}.xml`,
    lastmod: updatedAt
  }))
  const parts = [
    { url: `${origin}/sitemap/categories.xml` },
    { url: `${origin}/sitemap/announcements.xml` },
    { url: `${origin}/sitemap/articles.xml` },
    ...ofThreads
  ]
  return textOf(Readable.from(parts).pipe(new SitemapIndexStream()))
}

async function categories(origin: string, ctx: Context): Promise<string> {
  const { items } = await listCategories(ctx)
  return urls(origin, [{ url: '/' }, ...items.map(({ slug }) => ({ url: `/c/${slug}` }))])
}

async function threads(origin: string, ctx: Context, { part }: Params): Promise<string> {
  const rows = await threadsOfSitemapPart(ctx, Number(part))
  if (rows.length === 0) throw notFound()
  return urls(
    origin,
    rows.map(({ url, updatedAt }) => translated(ctx, origin, url, updatedAt))
  )
}

async function announcements(origin: string, ctx: Context): Promise<string> {
  const rows = await announcementsOfSitemap(ctx)
  const pages = rows.map(({ url, changedAt }) => translated(ctx, origin, url, changedAt))
  return urls(origin, [{ url: '/announcements' }, ...pages])
}

/** Each language of an article has an address of its own. */
async function articles(origin: string, ctx: Context): Promise<string> {
  const { lists, translations } = await articlesOfSitemap(ctx)
  const byArticle = Map.groupBy(translations, ({ id }) => id)
  const pages = translations.map(({ id, url, changedAt }) => {
    const links = (byArticle.get(id) ?? []).map((row) => ({
      lang: row.language,
      url: origin + row.url
    }))
    return { url, lastmod: changedAt, ...(links.length > 1 && { links }) }
  })
  return urls(origin, [
    ...lists.map((url) => ({ url, links: linksOf(ctx, origin, url) })),
    ...pages
  ])
}

/** A page with its other languages. */
function translated(ctx: Context, origin: string, url: string, lastmod: string) {
  return { url, lastmod, links: linksOf(ctx, origin, url) }
}

/** The languages of a page that has one address; none in a forum with one language. */
function linksOf({ ports }: Context, origin: string, url: string) {
  const { all } = ports.languages
  return all.length > 1 ? all.map((lang) => ({ lang, url: `${origin}${url}?lang=${lang}` })) : []
}

const urls = (origin: string, entries: SitemapItemLoose[]) =>
  textOf(Readable.from(entries).pipe(new SitemapStream({ hostname: origin })))

const textOf = async (stream: Readable) => String(await streamToPromise(stream))
