import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the newest version as readers will see it, and what its publication requires. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  return {
    source: await event.locals.api.announcements.source({ id: event.params.id })
  }
}

type Act = (api: Api['announcements'], id: number, revision: string) => Promise<unknown>

const doing = (act: Act, next: (id: number) => string) => async (event: RequestEvent) => {
  membersOnly(event)
  const { revision, read, ...proof } = await typed(event, [...proofFields, 'revision', 'read'])
  const run = async () => {
    const id = Number(event.params.id)
    await withProof(event, proof, () => act(event.locals.api.announcements, id, revision))
    redirect(303, next(id))
  }
  return attempt(event, {}, run, { read })
}

const page = (id: number) => `/announcements/${id}`

export const actions: Actions = {
  publish: doing((api, id, revision) => api.publish({ id, revision }), page),
  approve: doing((api, id, revision) => api.approve({ id, revision }), page),
  publishWithout: doing((api, id, revision) => api.publishWithoutOutside({ id, revision }), page),
  recall: doing(
    (api, id) => api.recall({ id }),
    (id) => `/announcements/${id}/edit`
  ),
  discard: doing(
    (api, id) => api.discard({ id }),
    () => '/announcements/work'
  )
}
