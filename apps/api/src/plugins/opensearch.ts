import type { FastifyInstance } from 'fastify'
import { escapeHtml } from '@stoa/core/text'
import { translate, type Locale } from '@stoa/messages'
import { showSite, type ShownSite } from '@stoa/site'
import { guestContext } from '../requests/contexts.ts'
import type { DocumentParts } from './documents.ts'

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
