import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { SitemapIndexStream, SitemapStream, streamToPromise } from 'sitemap'
import type { Ports } from '@stoa/core'
import { locales } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { listCategories, threadsForSitemap } from '@stoa/threads'
import { guestContext } from '../requests.ts'

type SitemapParts = { db: Database; ports: Ports; origin: string; clock(): string }

const closed = ['/api/', '/search', '/settings', '/notifications', '/admin', '/moderation', '/u/']

/** `/robots.txt` and the sitemap: an index, the categories, and threads in pages of 5,000. */
export function sitemap(app: FastifyInstance, parts: SitemapParts): void {
  const { origin } = parts
  app.get('/robots.txt', (_request, reply) => {
    const rules = closed.map((path) => `Disallow: ${path}`).join('\n')
    return reply
      .type('text/plain; charset=utf-8')
      .send(`User-agent: *\n${rules}\nSitemap: ${origin}/sitemap.xml\n`)
  })
  app.get('/sitemap.xml', async (request, reply) => {
    const ctx = guestContext(parts, request)
    const urls = [`${origin}/sitemap/categories.xml`]
    let pages: Awaited<ReturnType<typeof threadsForSitemap>> = []
    for (let after = 0; ; after = pages.at(-1)?.id ?? 0) {
      pages = await threadsForSitemap(ctx, after)
      if (pages.length === 0) break
      urls.push(`${origin}/sitemap/threads/${after}.xml`)
    }
    return send(reply, Readable.from(urls).pipe(new SitemapIndexStream()))
  })
  app.get('/sitemap/categories.xml', async (request, reply) => {
    const { items } = await listCategories(guestContext(parts, request))
    const urls = [{ url: '/' }, ...items.map(({ slug }) => ({ url: `/c/${slug}` }))]
    return send(reply, Readable.from(urls).pipe(new SitemapStream({ hostname: origin })))
  })
  app.get<{ Params: { after: string } }>(
    '/sitemap/threads/:after(^\\d{1,15}).xml',
    async (request, reply) => {
      const rows = await threadsForSitemap(
        guestContext(parts, request),
        Number(request.params.after)
      )
      const entries = rows.map(({ url, updatedAt }) => ({
        url,
        lastmod: updatedAt,
        links: locales.map((lang) => ({ lang, url: `${origin}${url}?lang=${lang}` }))
      }))
      return send(reply, Readable.from(entries).pipe(new SitemapStream({ hostname: origin })))
    }
  )
}

async function send(reply: FastifyReply, stream: NodeJS.ReadableStream) {
  const xml = await streamToPromise(stream as Readable)
  return reply
    .type('application/xml; charset=utf-8')
    .header('cache-control', 'public, max-age=3600')
    .send(xml)
}
