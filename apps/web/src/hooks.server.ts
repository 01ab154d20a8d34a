import type { Handle, HandleServerError } from '@sveltejs/kit/hooks'
import { translate } from '@stoa/messages'
import { refusalOf } from '#lib/problems.server.ts'

const attributes = '%stoa.attributes%'

/** Gives loads and actions the actor's api and language, and the document its `lang` and theme. */
export const handle: Handle = async ({ event, resolve }) => {
  if (!event.platform) throw new Error('The pages of Stoa are served by apps/api.')
  const cookie = event.cookies.get('theme')
  const theme = cookie === 'light' || cookie === 'dark' ? cookie : undefined
  Object.assign(event.locals, event.platform, { theme })
  let page = ''
  const response = await resolve(event, { transformPageChunk: ({ html }) => ((page += html), '') })
  if (page === '') return response
  const { locale } = event.locals
  const own = `lang="${locale}"${theme ? ` data-theme="${theme}"` : ''}`
  return withBody(response, page.replace(attributes, own))
}

/**
 * Puts the page into the answer, past SvelteKit's ETag: that is a hash in JavaScript over every
 * character, a tenth of the time of a long page, and apps/api makes its own.
 */
function withBody({ status, headers }: Response, page: string) {
  headers.delete('etag')
  headers.delete('content-length')
  return new Response(Buffer.from(page), { status, headers })
}

/** A problem thrown by the api keeps its status and speaks the reader's language. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  const { locale, report } = event.locals
  if (kind === 'app') return error
  if (kind === 'framework' && error.status < 500) {
    const message = translate('problem_not_found', {}, locale)
    return { status: error.status, code: 'not_found', message }
  }
  const refusal = refusalOf(error, locale)
  if (refusal) return { status: refusal.status, code: refusal.code, message: refusal.message }
  report(error)
  return { status: 500, code: 'internal', message: translate('problem_internal', {}, locale) }
}
