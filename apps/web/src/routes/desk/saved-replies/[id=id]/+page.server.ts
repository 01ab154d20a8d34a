import { actionThen } from '#lib/forms/action.server.ts'
import { topicsOf } from '#lib/tickets/topics.ts'
import { orNotFound } from '#lib/problems.server.ts'
import { inputOf, savedReplyFields } from '../saved-reply-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a saved reply for editing. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const [{ items }, topics] = await Promise.all([
    locals.api.tickets.savedReplies({}),
    topicsOf(locals)
  ])
  const found = items.find(({ id }) => id === params.id)
  return { savedReply: orNotFound(found, locals), topics }
}

const list = '/desk/saved-replies'

export const actions: Actions = {
  save: actionThen(list, savedReplyFields, ({ locals: { api }, params }, values, revision) =>
    api.tickets.changeSavedReply({ ...params, revision, ...inputOf(values) })
  ),
  remove: actionThen(list, [], ({ locals: { api }, params }) =>
    api.tickets.removeSavedReply(params)
  )
}
