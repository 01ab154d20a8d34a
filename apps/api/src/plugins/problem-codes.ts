import type { FastifyInstance } from 'fastify'
import { notFound, type Locale } from '@stoa/core'
import { escapeHtml, plainPage } from '@stoa/core/text'
import { hasMessage, m, translateOpen } from '@stoa/messages'
import { siteWords } from '@stoa/site'
import { guestContext } from '../requests/contexts.ts'
import type { DocumentParts } from './documents.ts'

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
