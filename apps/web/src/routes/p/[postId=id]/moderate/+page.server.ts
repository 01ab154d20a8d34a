import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { Reason } from '#lib/moderation/words.ts'
import { foundPost, onlyIf } from '../found-post.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  onlyIf(event.locals, event.locals.me.can.moderate)
  const id = event.params.postId
  const [found, { snapshot }] = await Promise.all([
    foundPost(event.locals, id),
    event.locals.api.threads.source({ id })
  ])
  return { ...found, snapshot }
}

type Act = (api: Api['moderation'], id: number, values: Values) => Promise<unknown>
type Values = { reason: string; note: string; revision: string; keepReplies: string }

const fields = ['reason', 'note', 'keepReplies', 'revision', 'read'] as const

const onPost = (act: Act) => async (event: RequestEvent) => {
  const { revision, read, ...values } = await typed(event, fields)
  const run = async () => {
    const id = Number(event.params.postId)
    await act(event.locals.api.moderation, id, { ...values, revision })
    redirect(303, `/p/${id}`)
  }
  return attempt(event, values, run, { read })
}

export const actions: Actions = {
  approve: onPost((api, id, { revision }) => api.approve({ id, revision })),
  restore: onPost((api, id) => api.restore({ id })),
  unassign: onPost((api, id) => api.unassign({ id })),
  hide: onPost((api, id, { reason, note, keepReplies }) =>
    // The endpoint refuses an unknown reason.
    api.hide({
      ...{ id, reason: reason as Reason, note: note || undefined },
      keepReplies: keepReplies === 'true'
    })
  )
}
