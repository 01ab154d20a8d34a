import type { FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import type { Locale, Problem, RawAnswer } from '@stoa/core'
import { escapeHtml, plainPage } from '@stoa/core/text'
import { m } from '@stoa/messages'
import { localeOf } from '../requests/locale.ts'
import { problemBody } from './problem-body.ts'

type Asked = Sent & Pick<FastifyRequest, 'query' | 'cookies' | 'memberLocale' | 'languages'>

/** Whether the client is a browser that followed a link or sent a form without scripts. */
export const wantsPage = ({ headers }: Pick<Asked, 'headers'>) =>
  new Negotiator({ headers }).mediaTypes().includes('text/html')

/**
 * Renders a problem as a page in the reader's language. A temporary problem includes the sent form
 * to repeat it, all others a link back.
 * @param forum the forum's name, if it can be read now
 */
export function problemPage(problem: Problem, request: Asked, forum?: string): RawAnswer {
  const locale = localeOf(request)
  const { title, detail, errors = [] } = problemBody(problem, locale)
  const sentences = [...(detail === title ? [] : [detail]), ...errors.map(lineOf)]
  const words = sentences.map(paragraph).join('\n')
  const passes = 'seconds' in problem.params
  const next = passes ? onceMore(request, locale) : backLink(request, locale)
  const body = `${words}\n${next}`
  return plainPage({ locale, title, body, forum, status: problem.status })
}

const paragraph = (sentence: string) => `<p>${escapeHtml(sentence)}</p>`

function onceMore(request: Asked, locale: Locale): string {
  const again = m.web_error_retry({}, { locale })
  if (request.method === 'GET')
    return `<p><a href="${escapeHtml(addressOf(request))}">${again}</a></p>`
  return sentForm(request, locale) ?? backLink(request, locale)
}

function backLink(request: Asked, locale: Locale): string {
  const typed =
    request.method === 'POST' ? paragraph(m.core_problem_page_typed({}, { locale })) : ''
  const back = m.core_problem_page_back({}, { locale })
  return `${typed}\n<p><a href="${escapeHtml(wayBack(request))}">${back}</a></p>`
}

const lineOf = ({ path, message }: { path: string; message: string }) => `${path}: ${message}`

/** The page of this forum that the request came from, else the home page. */
function wayBack({ headers: { referer = '', host } }: Asked): string {
  const page = URL.parse(referer)
  return page?.host === host && /^https?:$/.test(page?.protocol ?? '') ? referer : '/'
}

type Sent = Pick<FastifyRequest, 'method' | 'url' | 'headers' | 'body'>

/** The URL of a request as a link. Two leading slashes would name another host. */
const addressOf = ({ url }: Pick<Sent, 'url'>) => url.replace(/^[/\\]+/, '/')

/** Fields that no page repeats. */
const isSecret = (name: string) => /password|code|token|secret|proof/i.test(name)

/**
 * The form of a request as HTML, with a button that sends it again. Undefined without a form, with
 * a file, and with a password or code in it.
 */
export function sentForm(sent: Sent, locale: Locale): string | undefined {
  const { method, headers, body } = sent
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded')
  if (method !== 'POST' || !isForm || !Buffer.isBuffer(body)) return undefined
  const fields = [...new URLSearchParams(body.toString())]
  if (fields.length === 0 || fields.some(([name]) => isSecret(name))) return undefined
  const inputs = fields.map(
    ([name, value]) =>
      `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`
  )
  return `<form method="post" action="${escapeHtml(addressOf(sent))}">${inputs.join('')}
<p>${m.core_problem_page_kept({}, { locale })}</p>
<p><button>${m.core_problem_page_again({}, { locale })}</button></p></form>`
}
