import { error, type RequestEvent } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { membersOnly } from './members.server.ts'

/** Pages of the desk: guests sign in first; who answers no tickets is refused. */
export function deskOnly(event: Pick<RequestEvent, 'locals' | 'url'>): void {
  membersOnly(event)
  const { me, locale } = event.locals
  if (me.capabilities.includes('desk')) return
  error(403, { message: translate('problem_forbidden', {}, locale), code: 'forbidden' })
}
