import type { Handle, HandleServerError } from '@sveltejs/kit/hooks'
import type { RequestEvent } from '@sveltejs/kit'
import type { MemberPage, WritePage } from '@stoa/api'
import { loadLanguages, translate, type Locale } from '@stoa/messages'
import { withGuestStyles } from '#lib/guest-styles.server.ts'
import { withAccent } from '#lib/accent.server.ts'
import { inLanguage, pageLanguage, withLanguageInForms } from '#lib/page-language.server.ts'
import { iconSymbols } from '#lib/ui/icon-symbols.server.ts'
import { pageFor, shareable, sharedPage, type Shareable } from '#lib/member-page.server.ts'
import { bugRefusal, refusalOf } from '#lib/problems.server.ts'

/**
 * Placeholder in app.html. It is longer than the language that replaces it, so that `apps/api` can
 * write behind it how the reader wants it to look.
 */
const attributes = '%stoa.attributes.of.the.document.and.of.how.it.looks.now%'

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
  if (known) return sendShared(event, known, shared)
  const { response, page } = await rendered(event, resolve)
  const language = pageLanguage(event)
  if (page === '') return language ? inLanguage(response, language) : response
  if (lacksFactor(event, response)) return leadTo('/settings/security')
  if (needsSignIn(event, response)) return leadTo(signInFor(event.url))
  const write = writing(finished(page, event, language), `lang="${event.locals.locale}"`)
  // It is kept, so a part of a block that `Buffer.allocUnsafe` shares would keep the whole block.
  if (shared) return keepShared(event, write(Buffer.allocUnsafeSlow), response, shared)
  event.locals.send(write)
  return response
}

type Resolve = Parameters<Handle>[0]['resolve']

async function rendered(event: RequestEvent, resolve: Resolve) {
  let page = ''
  const response = await resolve(event, { transformPageChunk: ({ html }) => ((page += html), '') })
  return { response, page }
}

function finished(page: string, event: RequestEvent, language: Locale | undefined): string {
  const styled = withAccent(withGuestStyles(page, event), event.locals.site)
  return language ? withLanguageInForms(styled, language) : styled
}

function keepShared(
  event: RequestEvent,
  bytes: Buffer,
  { status, headers }: Response,
  shared: Shareable
): Response {
  const page = sharedPage(bytes, headers)
  if (status === 200) event.locals.memberPages.set(shared.key, page)
  return sendShared(event, page, shared, status)
}

function sendShared(
  { locals }: RequestEvent,
  page: MemberPage,
  { personal }: Shareable,
  status = 200
): Response {
  locals.send(pageFor(page, personal))
  return new Response(null, { status, headers: page.headers })
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

const leadTo = (location: string) => new Response(null, { status: 303, headers: { location } })

/**
 * Writes a page with its attributes filled in and its icons before its end. They are written into the
 * bytes, as each change of a long string copies all of it.
 */
const writing =
  (page: string, own: string): WritePage =>
  (allocate) => {
    const symbols = iconSymbols(page)
    const end = page.lastIndexOf('</body>')
    const bytes = allocate(Buffer.byteLength(page) + symbols.length)
    let at = bytes.write(page.slice(0, end))
    at += bytes.write(symbols, at)
    bytes.write(page.slice(end), at)
    bytes.write(own.padEnd(attributes.length), bytes.indexOf(attributes))
    return bytes
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
