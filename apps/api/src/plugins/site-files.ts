import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { notFound } from '@stoa/core'
import {
  currentSite,
  picturesIn,
  pictureUrl,
  type ShownSite,
  showSite,
  siteWords
} from '@stoa/site'
import { drawAs, type DrawnForm, drawnForms } from '@stoa/uploads'
import { escapeHtml, plainPage } from '@stoa/core/text'
import { hasMessage, type Locale, m, translate, translateOpen } from '@stoa/messages'
import { guestContext } from '../requests/contexts.ts'
import type { DocumentParts } from './documents.ts'

type Asked = FastifyRequest<{ Params: { id: string; form: string } }>

/**
 * Drawn pictures, by their bytes. All forms of every picture that a site can have take less; a
 * picture that is larger by itself is drawn each time.
 */
const drawn = new LRUCache<string, Buffer>({
  maxSize: 48 * 1024 * 1024,
  sizeCalculation: ({ length }) => length || 1
})
/** Pictures being drawn, so that concurrent requests share one drawing. */
const drawing = new Map<string, Promise<Buffer | undefined>>()

/**
 * Serves the pictures of the site in the forms that pages, mails and devices need, the manifest,
 * and the addresses at which devices, crawlers and feed readers look for an icon without a page.
 */
export function siteFiles(app: FastifyInstance, parts: DocumentParts): void {
  app.get('/pictures/:id/:form', (request: Asked, reply) => sendPicture(parts, request, reply))
  app.get('/manifest.webmanifest', async (request, reply) =>
    reply
      .type('application/manifest+json; charset=utf-8')
      .send(JSON.stringify(await manifestOf(parts, request)))
  )
  for (const [address, form] of knownIcons)
    app.get(address, async (request, reply) => {
      const { icon } = (await currentSite(guestContext(parts, request))).content.pictures
      return reply
        .header('cache-control', 'no-cache')
        .redirect(icon === undefined ? '/icon-180.png' : pictureUrl(icon, form))
    })
}

const knownIcons = [
  ['/favicon.ico', '32'],
  ['/apple-touch-icon.png', '180'],
  ['/apple-touch-icon-precomposed.png', '180']
] as const

async function sendPicture(parts: DocumentParts, request: Asked, reply: FastifyReply) {
  const { id, form } = request.params
  const { content } = await currentSite(guestContext(parts, request))
  if (!picturesIn(content).includes(id) || !isForm(form)) throw notFound()
  const bytes = await draw(parts, id, form)
  if (!bytes) throw notFound()
  return reply
    .type(form === 'social' ? 'image/jpeg' : 'image/png')
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('cross-origin-resource-policy', 'cross-origin')
    .send(bytes)
}

const isForm = (form: string): form is DrawnForm => drawnForms.includes(form)

function draw({ ports }: DocumentParts, id: string, form: DrawnForm) {
  const key = `${id}/${form}`
  const known = drawn.get(key) ?? drawing.get(key)
  if (known) return known
  const fresh = drawAs({ ports }, id, form)
    .then((bytes) => (bytes && drawn.set(key, bytes), bytes))
    .finally(() => drawing.delete(key))
  drawing.set(key, fresh)
  return fresh
}

/** https://www.w3.org/TR/appmanifest/ */
async function manifestOf(parts: DocumentParts, request: FastifyRequest) {
  const ctx = guestContext(parts, request)
  const { name, shortName, description, tagline, accent } = await showSite(ctx)
  const { icon } = (await currentSite(ctx)).content.pictures
  return {
    ...{ name, short_name: shortName, description: description || tagline || undefined },
    ...{ id: '/', start_url: '/', scope: '/', display: 'minimal-ui', lang: ctx.locale },
    ...{ theme_color: accent?.light ?? builtInAccent, background_color: '#fdfdfb' },
    icons: icon === undefined ? [builtInIcon] : iconsOf(icon)
  }
}

const builtInAccent = '#1c5a8c'
const builtInIcon = { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }

const iconsOf = (id: string) => [
  ...['192', '512'].map((side) => ({
    ...{ src: pictureUrl(id, side), sizes: `${side}x${side}`, type: 'image/png' }
  })),
  { src: pictureUrl(id, 'maskable'), sizes: '512x512', type: 'image/png', purpose: 'maskable' }
]

/**
 * Serves the page that an installed forum keeps for a lost connection. It is shown in place of the
 * page that was asked for, so that its link without an address asks for that one again.
 */
export function offlinePage(app: FastifyInstance, parts: DocumentParts): void {
  app.get('/offline', async (request, reply) => {
    const ctx = guestContext(parts, request)
    const { locale } = ctx
    const { name } = await siteWords(ctx)
    const words = m.core_offline_hint({}, { locale })
    const again = m.web_error_retry({}, { locale })
    const { headers, body } = plainPage({
      ...{ locale, title: m.core_offline_title({}, { locale }), forum: name },
      body: `<p>${words}</p>\n<p><a href="">${again}</a></p>`
    })
    return reply.headers(headers).send(body)
  })
}

/** Serves `/opensearch.xml`, which lets browsers search the forum from their address bar. */
export function openSearch(app: FastifyInstance, parts: DocumentParts): void {
  app.get('/opensearch.xml', async (request, reply) => {
    const ctx = guestContext(parts, request)
    const text = description(parts.origin, ctx.locale, await showSite(ctx))
    return reply.type('application/opensearchdescription+xml; charset=utf-8').send(text)
  })
}

const description = (origin: string, locale: Locale, { name, icon }: ShownSite) => {
  const about = escapeHtml(translate('web_search_placeholder', {}, locale))
  const type = icon ? 'image/png' : 'image/svg+xml'
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
    `<ShortName>${escapeHtml(name)}</ShortName>`,
    `<Description>${about}</Description>`,
    `<Image width="16" height="16" type="${type}">${origin}${icon ?? '/icon.svg'}</Image>`,
    `<Url type="text/html" template="${origin}/search?q={searchTerms}"/>`,
    '</OpenSearchDescription>\n'
  ].join('\n')
}

/** Serves what the `type` of a problem leads to: what its code means, and what to do. */
export function problemCodes(app: FastifyInstance, parts: DocumentParts): void {
  app.get<{ Params: { code: string } }>('/problems/:code', async (request, reply) => {
    const { code } = request.params
    if (!isCode(code)) throw notFound()
    const ctx = guestContext(parts, request)
    const { locale } = ctx
    const { name } = await siteWords(ctx)
    const title = translateOpen(`problem_${code}`, locale)
    const page = plainPage({ locale, title, body: bodyOf(code, locale), forum: name })
    return reply.headers(page.headers).send(page.body)
  })
}

/** `x_detail` is the second sentence of `x`. */
const isCode = (code: string) => hasMessage(`problem_${code}`) && !code.endsWith('_detail')

function bodyOf(code: string, locale: Locale): string {
  const detail = `problem_${code}_detail`
  const sentences = [
    ...(hasMessage(detail) ? [translateOpen(detail, locale)] : []),
    m.core_problem_code_people({}, { locale }),
    m.core_problem_code_programs({}, { locale })
  ]
  const words = sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`)
  return [`<p><code>${code}</code></p>`, ...words].join('\n')
}
