import { redirect, type RequestEvent } from '@sveltejs/kit'
import { isSupportSession } from './support-session.ts'

type Visit = Pick<RequestEvent, 'locals' | 'url'>

/**
 * Redirects guests to sign-in, or to verification if their address is unverified; `next` returns
 * them to this page.
 */
export function membersOnly({ locals: { me }, url }: Visit): void {
  if (me.role !== 'guest') return
  const next = encodeURIComponent(url.pathname + url.search)
  redirect(303, `${me.pending ? '/verify-email' : '/sign-in'}?next=${next}`)
}

/** As `membersOnly`, but also opens for guests who verified an address by code. */
export function membersOrSupport(visit: Visit): void {
  if (!isSupportSession(visit.locals.me)) membersOnly(visit)
}
