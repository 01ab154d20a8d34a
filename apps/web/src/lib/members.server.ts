import { redirect, type RequestEvent } from '@sveltejs/kit'

/**
 * Sends guests to sign in, and those who have not confirmed their address to do that; either way
 * they come back to where they wanted to go.
 */
export function membersOnly({ locals: { me }, url }: Pick<RequestEvent, 'locals' | 'url'>): void {
  if (me.role !== 'guest') return
  const next = encodeURIComponent(url.pathname + url.search)
  redirect(303, `${me.pending ? '/verify-email' : '/sign-in'}?next=${next}`)
}
