import { redirect, type RequestEvent } from '@sveltejs/kit'

type Visit = Pick<RequestEvent, 'locals' | 'url'>

/**
 * Sends guests to sign in, and those who have not confirmed their address to do that; either way
 * they come back to where they wanted to go.
 */
export function membersOnly({ locals: { me }, url }: Visit): void {
  if (me.role !== 'guest') return
  const next = encodeURIComponent(url.pathname + url.search)
  redirect(303, `${me.pending ? '/verify-email' : '/sign-in'}?next=${next}`)
}

/** As `membersOnly`, but for pages that a proved address opens too. */
export function membersOrProven(visit: Visit): void {
  if (visit.locals.me.provenEmail === null) membersOnly(visit)
}
