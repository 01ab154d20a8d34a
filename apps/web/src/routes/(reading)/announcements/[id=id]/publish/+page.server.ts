import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { proofFields, withProof } from '#lib/proof.server.ts'
import { keepHere } from '#lib/unsent.ts'
import type { Actions, PageServerLoad } from './$types'

/** The newest version as readers will see it, and what has to happen before they do. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  return { source: keepHere(await event.locals.api.announcements.source({ id: event.params.id })) }
}

type Act = (api: Api['announcements'], id: number) => Promise<unknown>

const doing = (act: Act, next: (id: number) => string) => async (event: RequestEvent) => {
  membersOnly(event)
  const proof = await typed(event, proofFields)
  return attempt(event, {}, async () => {
    const id = Number(event.params.id)
    await withProof(event, proof, () => act(event.locals.api.announcements, id))
    redirect(303, next(id))
  })
}

const page = (id: number) => `/announcements/${id}`

export const actions: Actions = {
  publish: doing((api, id) => api.publish({ id }), page),
  approve: doing((api, id) => api.approve({ id }), page),
  takeBack: doing(
    (api, id) => api.takeBack({ id }),
    (id) => `/announcements/${id}/edit`
  ),
  discard: doing(
    (api, id) => api.discard({ id }),
    () => '/announcements/work'
  )
}
