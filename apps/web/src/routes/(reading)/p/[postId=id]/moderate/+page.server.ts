import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { Reason } from '#lib/moderation-reasons.ts'
import { foundPost, onlyIf } from '../found-post.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  onlyIf(event.locals, event.locals.me.can.moderate)
  return foundPost(event.locals, event.params.postId)
}

type Act = (api: Api['moderation'], id: number, values: Values) => Promise<unknown>
type Values = { reason: string; note: string }

const onPost = (act: Act) => async (event: RequestEvent) => {
  const values = await typed(event, ['reason', 'note'])
  return attempt(event, values, async () => {
    const id = Number(event.params.postId)
    await act(event.locals.api.moderation, id, values)
    redirect(303, `/p/${id}`)
  })
}

export const actions: Actions = {
  approve: onPost((api, id) => api.approve({ id })),
  restore: onPost((api, id) => api.restore({ id })),
  hide: onPost((api, id, { reason, note }) =>
    // The endpoint refuses a reason that is not in its list.
    api.hide({ id, reason: reason as Reason, note: note || undefined })
  )
}
