import type { Handle, HandleServerError } from '@sveltejs/kit/hooks'
import type { RequestEvent } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { bugRefusal, refusalOf } from '#lib/problems.server.ts'

/** Stands in app.html, and is longer than what takes its place. */
const attributes = '%stoa.attributes.of.the.document%'

/**
 * Gives loads and actions the actor's api and language, and the document its `lang` and theme. The
 * page goes to apps/api past the response: SvelteKit's ETag is a hash in JavaScript over every
 * character, a tenth of the time of a long page, and a response copies what it is given twice.
 */
export const handle: Handle = async ({ event, resolve }) => {
  if (!event.platform) throw new Error('The pages of Stoa are served by apps/api.')
  const cookie = event.cookies.get('theme')
  const theme = cookie === 'light' || cookie === 'dark' ? cookie : undefined
  Object.assign(event.locals, event.platform, { theme })
  let page = ''
  const response = await resolve(event, { transformPageChunk: ({ html }) => ((page += html), '') })
  if (page === '') return response
  if (lacksFactor(event, response)) return leadTo('/settings/security')
  const { locale } = event.locals
  const own = `lang="${locale}"${theme ? ` data-theme="${theme}"` : ''}`
  event.platform.send(pageBytes(page, own))
  return response
}

/** A page was refused to somebody whose role waits for a second factor: they set that up first. */
const lacksFactor = ({ locals: { me }, request }: RequestEvent, { status }: Response) =>
  status === 403 && request.method === 'GET' && me.secondFactor === 'required'

const leadTo = (location: string) => new Response(null, { status: 303, headers: { location } })

/** The page with its own attributes; replacing them in the string would copy all of it once more. */
function pageBytes(page: string, own: string): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(page)
  bytes.write(own.padEnd(attributes.length), bytes.indexOf(attributes))
  return bytes
}

/** A problem thrown by the api keeps its status and speaks the reader's language. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  const { locale } = event.locals
  if (kind === 'app') return error
  if (kind === 'framework' && error.status < 500) {
    const message = translate('problem_not_found', {}, locale)
    return { status: error.status, code: 'not_found', message }
  }
  const { status, code, message } = refusalOf(error, locale) ?? bugRefusal(error, event.locals)
  return { status, code, message }
}
