import type { Handle, HandleServerError } from '@sveltejs/kit/hooks'
import { translate } from '@stoa/messages'
import { refusalOf } from '#lib/problems.server.ts'

/** Gives loads and actions the actor's api and language, and the document its `lang` and theme. */
export const handle: Handle = ({ event, resolve }) => {
  if (!event.platform) throw new Error('The pages of Stoa are served by apps/api.')
  const cookie = event.cookies.get('theme')
  const theme = cookie === 'light' || cookie === 'dark' ? cookie : undefined
  Object.assign(event.locals, event.platform, { theme })
  return resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%stoa.locale%', event.locals.locale)
        .replace(' %stoa.theme%', theme ? ` data-theme="${theme}"` : '')
  })
}

/** A problem thrown by the api keeps its status and speaks the reader's language. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  const { locale, report } = event.locals
  if (kind === 'app') return error
  if (kind === 'framework' && error.status < 500) {
    return {
      status: error.status,
      code: 'not_found',
      message: translate('problem_not_found', {}, locale)
    }
  }
  const refusal = refusalOf(error, locale)
  if (refusal) return { status: refusal.status, code: refusal.code, message: refusal.message }
  report(error)
  return { status: 500, code: 'internal', message: translate('problem_internal', {}, locale) }
}
