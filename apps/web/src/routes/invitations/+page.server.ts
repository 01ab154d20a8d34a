import { error } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { topicsOf } from '#lib/tickets/topics.ts'
import { dutiesIn, type roles } from '#lib/accounts/roles.ts'
import { attempt, formOf, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads invitations and who accepted them. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { api, me, locale } = event.locals
  if (!me.can.invite)
    error(403, { message: translate('problem_forbidden', {}, locale), code: 'forbidden' })
  const cursor = event.url.searchParams.get('cursor') ?? undefined
  const [invitations, topics] = await Promise.all([
    api.accounts.invitations({ cursor }),
    me.can.administer ? topicsOf(event.locals) : []
  ])
  return { invitations, topics }
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
  role: async (event) => {
    const given = await formOf(event)
    const fields = ['email', 'role', 'language', ...proofFields] as const
    const { password, code, ...values } = await typed(event, fields)
    const chosen = dutiesIn(given)
    const kept = { ...values, ...chosen }
    return attempt(event, kept, async () => {
      const { email, role, language } = values
      const input = {
        email,
        role: role as Exclude<(typeof roles)[number], 'member'>,
        ...chosen,
        locale: language as typeof event.locals.locale
      }
      const { accounts } = event.locals.api
      await withProof(event, { password, code }, () => accounts.inviteToRole(input))
      return { sentTo: email }
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
