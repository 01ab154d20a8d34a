import { action } from '#lib/forms/action.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads harmless hosts; links of new members to them are shown at once. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  return { hosts: (await event.locals.api.guards.allowedHosts({})).items }
}

export const actions: Actions = {
  add: action(['host'], async ({ locals: { api } }, { host }) => {
    await api.guards.allowHost({ host })
    return { saved: true }
  }),
  remove: action(['id'], async ({ locals: { api } }, { id }) => {
    await api.guards.disallowHost({ id })
    return { saved: true }
  })
}
