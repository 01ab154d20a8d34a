import { error, type RequestEvent } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { membersOnly } from './members.server.ts'

/** Redirects guests to sign-in and refuses users without the capability `desk`. */
export function deskOnly(event: Pick<RequestEvent, 'locals' | 'url'>): void {
  membersOnly(event)
  const { me, locale } = event.locals
  if (me.capabilities.includes('desk')) return
  error(403, { message: translate('problem_forbidden', {}, locale), code: 'forbidden' })
}
