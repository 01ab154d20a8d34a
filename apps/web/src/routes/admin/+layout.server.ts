import { error } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { membersOnly } from '#lib/members.server.ts'
import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = (event) => {
  membersOnly(event)
  const { me, locale } = event.locals
  if (me.can.administer) return
  error(403, { message: translate('problem_forbidden', {}, locale), code: 'forbidden' })
}
