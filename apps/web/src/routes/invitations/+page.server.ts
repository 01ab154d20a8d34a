import { error } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads invitations and who accepted them. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api, me, locale } = event.locals
  if (!me.can.invite)
    error(403, { message: translate('problem_forbidden', {}, locale), code: 'forbidden' })
  const cursor = event.url.searchParams.get('cursor') ?? undefined
  return { invitations: await api.accounts.invitations({ cursor }) }
}

export const actions: Actions = {
  mail: async (event) => {
    const values = await typed(event, ['email', 'days', 'language'])
    return attempt(event, { ...values, uses: '' }, async () => {
      const { email, days, language } = values
      const locale = language as typeof event.locals.locale
      await event.locals.api.accounts.invite({ email, days, locale })
      return { sentTo: email }
    })
  },
  link: async (event) => {
    const values = await typed(event, ['uses', 'days'])
    return attempt(event, { ...values, email: '', language: '' }, async () => {
      const { url } = await event.locals.api.accounts.invite(values)
      return { made: url }
    })
  },
  revoke: async (event) => {
    const { id } = await typed(event, ['id'])
    return attempt(event, undefined, async () => {
      await event.locals.api.accounts.revokeInvitation({ id })
      return { revoked: true }
    })
  }
}
