import type { RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads harmless hosts; links of new members to them are shown at once. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  return { hosts: (await event.locals.api.guards.allowedHosts({})).items }
}

const fields = ['id', 'host'] as const
type Values = Record<(typeof fields)[number], string>

const doing =
  (act: (api: Api['guards'], values: Values) => Promise<unknown>) =>
  async (event: RequestEvent) => {
    const values = await typed(event, fields)
    return attempt(event, values, async () => {
      await act(event.locals.api.guards, values)
      return { saved: true }
    })
  }

export const actions: Actions = {
  add: doing((api, { host }) => api.allowHost({ host })),
  remove: doing((api, { id }) => api.disallowHost({ id }))
}
