import type { RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads pending changes of roles and official contacts. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  return { changes: (await event.locals.api.accounts.approvals({})).items }
}

type Act = (api: Api['accounts'], id: string) => Promise<unknown>

const doing = (done: 'confirmed' | 'stopped', act: Act) => async (event: RequestEvent) => {
  const { id, ...proof } = await typed(event, ['id', ...proofFields])
  return attempt(event, { id, pressed: done }, async () => {
    await withProof(event, proof, () => act(event.locals.api.accounts, id))
    return { done }
  })
}

export const actions: Actions = {
  confirm: doing('confirmed', (api, id) => api.approve({ id })),
  stop: doing('stopped', (api, id) => api.refuse({ id }))
}
