import { action } from '#lib/forms/action.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads what waits for a second person, and what became of the reader's own. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  return event.locals.api.accounts.approvals({})
}

export const actions: Actions = {
  approve: action(['id'], async ({ locals: { api } }, { id }) => {
    await api.accounts.approve({ id })
    return { done: 'approved' as const }
  }),
  refuse: action(['id', 'reason'], async ({ locals: { api } }, { id, reason }) => {
    await api.accounts.refuse({ id, reason })
    return { done: 'refused' as const }
  }),
  withdraw: action(['id'], async ({ locals: { api } }, { id }) => {
    await api.accounts.withdraw({ id })
    return { done: 'withdrawn' as const }
  })
}
