import type { FastifyInstance } from 'fastify'
import { escapeHtml } from '@stoa/core/text'
import { translate, type Locale } from '@stoa/messages'
import { localeOf } from '../requests/locale.ts'

/** Serves `/opensearch.xml`, which lets browsers search the forum from their address bar. */
export function openSearch(app: FastifyInstance, origin: string): void {
  app.get('/opensearch.xml', (request, reply) =>
    reply
      .type('application/opensearchdescription+xml; charset=utf-8')
      .send(description(origin, localeOf(request)))
  )
}

const description = (origin: string, locale: Locale) => {
  const name = escapeHtml(translate('web_site_name', {}, locale))
  const about = escapeHtml(translate('web_search_placeholder', {}, locale))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
    `<ShortName>${name}</ShortName>`,
    `<Description>${about}</Description>`,
    `<Image width="16" height="16" type="image/svg+xml">${origin}/icon.svg</Image>`,
    `<Url type="text/html" template="${origin}/search?q={searchTerms}"/>`,
    '</OpenSearchDescription>\n'
  ].join('\n')
}
