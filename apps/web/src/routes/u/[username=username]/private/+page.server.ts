import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { onlyIf } from '../../../p/[postId=id]/found-post.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Asks which personal data to show, and why; opening the page shows none. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { locals, params } = event
  const { username, can } = await locals.api.accounts.profile({ username: params.username })
  if (username !== params.username) redirect(302, `/u/${encodeURIComponent(username)}/private`)
  onlyIf(locals, can.revealPersonalData)
  return { username }
}

export const actions: Actions = {
  default: async (event) => {
    const { reason, ...values } = await typed(event, ['field', 'reason'])
    const field = values.field === 'ip' ? 'ip' : 'email'
    return attempt(event, { field, reason }, async () => {
      const { username } = event.params
      return {
        looked: await event.locals.api.accounts.revealPersonalData({ username, field, reason })
      }
    })
  }
}
