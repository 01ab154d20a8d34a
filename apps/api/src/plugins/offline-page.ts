import type { FastifyInstance } from 'fastify'
import { plainPage } from '@stoa/core/text'
import { m } from '@stoa/messages'
import { siteWords } from '@stoa/site'
import { guestContext } from '../requests/contexts.ts'
import type { DocumentParts } from './documents.ts'

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
