import { action } from '#lib/forms/action.server.ts'
import { topicsOf } from '#lib/tickets/topics.ts'
import { inputOf, savedReplyFields } from './saved-reply-fields.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  savedReplies: (await locals.api.tickets.savedReplies({})).items,
  topics: await topicsOf(locals)
})

export const actions: Actions = {
  add: action(savedReplyFields, async ({ locals: { api } }, values) => {
    await api.tickets.addSavedReply(inputOf(values))
    return { added: true }
  })
}
