import { redirect } from '@sveltejs/kit'
import { nextOf } from '#lib/accounts/sign-in.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { PageServerLoad } from './$types'

/** Offers a passkey to those who have just signed in with a password and have none. */
export const load: PageServerLoad = (event) => {
  membersOnly(event)
  const next = nextOf(event.url)
  if (event.locals.me.hasPasskey) redirect(303, next)
  return { next }
}
