import { error, redirect } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { attempt, attemptEdit, typed } from '#lib/form.server.ts'
import { topicsOf } from '#lib/desk-topics.server.ts'
import { inputOf, savedReplyFields } from '../saved-reply-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a saved reply for editing. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const [{ items }, topics] = await Promise.all([
    locals.api.tickets.savedReplies({}),
    topicsOf(locals)
  ])
  const savedReply = items.find(({ id }) => id === params.id)
  if (!savedReply)
    error(404, { code: 'not_found', message: translate('problem_not_found', {}, locals.locale) })
  return { savedReply, topics }
}

export const actions: Actions = {
  save: async (event) => {
    const values = await typed(event, savedReplyFields)
    return attemptEdit(event, values, async (revision) => {
      const { id } = event.params
      await event.locals.api.tickets.changeSavedReply({ id, revision, ...inputOf(values) })
      redirect(303, '/desk/saved-replies')
    })
  },
  remove: async (event) =>
    attempt(event, undefined, async () => {
      await event.locals.api.tickets.removeSavedReply({ id: event.params.id })
      redirect(303, '/desk/saved-replies')
    })
}
