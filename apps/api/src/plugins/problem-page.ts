import type { FastifyRequest } from 'fastify'
import { escapeHtml, plainPage, type Problem, type RawAnswer } from '@stoa/core'
import { m } from '@stoa/messages'
import { localeOf } from '../locale.ts'
import { problemBody } from './problem-body.ts'

type Asked = Pick<FastifyRequest, 'method' | 'headers' | 'query' | 'cookies' | 'memberLocale'>

/** Whether a browser waits for a page: it followed a link or sent a form without scripts. */
export const wantsPage = ({ headers }: Asked) => (headers.accept ?? '').includes('text/html')

/** A problem as a page in the reader's language, with a way back. */
export function problemPage(problem: Problem, request: Asked): RawAnswer {
  const locale = localeOf(request)
  const { title, detail, errors = [] } = problemBody(problem, locale)
  const typed = request.method === 'POST' ? [m.core_problem_page_typed({}, { locale })] : []
  const sentences = [...(detail === title ? [] : [detail]), ...errors.map(lineOf), ...typed]
  const back = m.core_problem_page_back({}, { locale })
  const words = sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('\n')
  const link = `<p><a href="${escapeHtml(wayBack(request))}">${back}</a></p>`
  return plainPage(locale, title, `${words}\n${link}`, problem.status)
}

const lineOf = ({ path, message }: { path: string; message: string }) => `${path}: ${message}`

/** The page of this forum that the request came from, else the first one. */
function wayBack({ headers: { referer = '', host } }: Asked): string {
  const page = URL.parse(referer)
  return page?.host === host && /^https?:$/.test(page?.protocol ?? '') ? referer : '/'
}
