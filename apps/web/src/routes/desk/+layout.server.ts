import { error } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { membersOnly } from '#lib/members.server.ts'
import type { LayoutServerLoad } from './$types'

/** Redirects guests to sign-in and refuses users without the capability `desk`. */
export const load: LayoutServerLoad = (event) => {
  membersOnly(event)
  const { me, locale } = event.locals
  if (me.capabilities.includes('desk')) return
  error(403, { message: translate('problem_forbidden', {}, locale), code: 'forbidden' })
}
