import type { FastifyRequest } from 'fastify'
import type { Locale } from '@stoa/core'
import { escapeHtml } from '@stoa/core/text'
import { m } from '@stoa/messages'

export type Sent = Pick<FastifyRequest, 'method' | 'url' | 'headers' | 'body'>

/** The URL of a request as a link. Two leading slashes would name another host. */
export const addressOf = ({ url }: Pick<Sent, 'url'>) => url.replace(/^[/\\]+/, '/')

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
