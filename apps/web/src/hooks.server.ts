import type { Handle, HandleServerError } from '@sveltejs/kit/hooks'
import type { RequestEvent } from '@sveltejs/kit'
import { loadLanguages, translate } from '@stoa/messages'
import { finishPage } from '#lib/page/finished-page.server.ts'
import { inLanguage, pageLanguage } from '#lib/page/page-language.server.ts'
import { shareable, type Shareable } from '#lib/page/member-page.server.ts'
import { bugRefusal, refusalOf } from '#lib/problems.server.ts'

/**
 * Sets the actor's API and language for loads and actions, and `lang` of the document.
 * Pages are sent by `platform.send`, not in the Response: SvelteKit would compute an ETag over
 * every character, a tenth of the time of a long page, and a Response copies its body twice.
 */
export const handle: Handle = async ({ event, resolve }) => {
  if (!event.platform) throw new Error('The pages of Stoa are served by apps/api.')
  Object.assign(event.locals, event.platform)
  if (event.route.id) event.locals.namePage?.(event.route.id)
  // A server that runs from its sources has another copy of the messages than the pages.
  await loadLanguages([event.locals.locale])
  const shared = await shareable(event)
  const known = shared && event.locals.memberPages.get(shared.key)
  if (known) {
    event.locals.send(known, shared.personal)
    const headers = { 'content-type': known.type, 'content-security-policy': known.policy }
    return new Response(null, { headers })
  }
  return render(event, resolve, shared)
}

type Resolve = Parameters<Handle>[0]['resolve']

async function render(event: RequestEvent, resolve: Resolve, shared: Shareable | undefined) {
  let html = ''
  const transformPageChunk = (chunk: { html: string }) => ((html += chunk.html), '')
  const response = await resolve(event, { transformPageChunk })
  const language = pageLanguage(event)
  if (html === '') return language ? inLanguage(response, language) : response
  const elsewhere = leadsTo(event, response)
  if (elsewhere) return new Response(null, { status: 303, headers: { location: elsewhere } })
  const page = finishPage(html, event)
  if (shared && response.status === 200) event.locals.memberPages.keep(shared.key, page, response)
  event.locals.send(page, shared?.personal ?? {})
  return response
}

/**
 * True if a page was refused because the role requires a second factor or a passkey; they are
 * redirected to set it up.
 */
const lacksFactor = ({ locals: { me }, request }: RequestEvent, { status }: Response) =>
  status === 403 &&
  request.method === 'GET' &&
  (me.secondFactor === 'required' || me.passkeyMissing)

/** True if a page was refused to a guest because only members read it. */
const needsSignIn = ({ locals: { me }, request }: RequestEvent, { status }: Response) =>
  status === 401 && request.method === 'GET' && me.role === 'guest'

const signInFor = ({ pathname, search }: URL) =>
  `/sign-in?next=${encodeURIComponent(pathname + search)}`

function leadsTo(event: RequestEvent, response: Response): string | undefined {
  if (lacksFactor(event, response)) return '/settings/security'
  return needsSignIn(event, response) ? signInFor(event.url) : undefined
}

/** Keeps the status of a problem thrown by the API and translates its message. */
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
