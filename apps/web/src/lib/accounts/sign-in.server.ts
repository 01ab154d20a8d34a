import { redirect, type RequestEvent } from '@sveltejs/kit'
import { draftFields, draftIn, type GuestDraft } from '#lib/threads/ask.ts'
import { typed } from '#lib/form.server.ts'
import { localPath } from '#lib/address.ts'

export const nextOf = ({ searchParams }: URL) => localPath(searchParams.get('next'))

/** Redirects signed-in readers away from the pages for signing in and up. */
export function guestsOnly({ locals: { me }, url }: Pick<RequestEvent, 'locals' | 'url'>) {
  const next = nextOf(url)
  if (me.role !== 'guest') redirect(303, next)
  return { next }
}

/** The draft from /ask, if the posted form carries one. */
export const arrivedDraft = async (event: Pick<RequestEvent, 'locals' | 'request'>) =>
  draftIn(await typed(event, draftFields))

/** After signing in, continues with the draft, else with the page the reader came from. */
export function goOn(url: URL, draft: GuestDraft | undefined): never {
  if (draft) redirect(307, '/ask?/resume')
  redirect(303, nextOf(url))
}

const name = 'after_verification'
const day = 24 * 3600

type Event = Pick<RequestEvent, 'cookies' | 'url'>

/**
 * Keeps where a new account goes on, for the link of the mail, which leads out of the page of the
 * sign-up. Only that page reads it.
 */
export function keepNext({ cookies, url }: Event): void {
  const next = nextOf(url)
  if (next === '/') return
  const secure = url.protocol === 'https:'
  cookies.set(name, next, { path: '/verify-email', maxAge: day, sameSite: 'lax', secure })
}

/** Where to go on after the verification: as the address says, else as `keepNext` has kept it. */
export const keptNext = ({ cookies, url }: Event): string =>
  url.searchParams.has('next') ? nextOf(url) : localPath(cookies.get(name) ?? null)

export const passkeyFields = ['attempt', 'credential'] as const

const year = 365 * 86_400

/**
 * After a password, leads to the offer of a passkey, once in a browser. Its page goes on by itself
 * for those who have one.
 */
export function offerPasskeyOnce({ cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>): void {
  if (cookies.get('passkey_offered')) return
  const secure = url.protocol === 'https:'
  cookies.set('passkey_offered', '1', { path: '/sign-in', maxAge: year, sameSite: 'lax', secure })
  redirect(303, `/sign-in/passkey?next=${encodeURIComponent(nextOf(url))}`)
}
