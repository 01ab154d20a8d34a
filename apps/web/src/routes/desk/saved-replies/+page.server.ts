import { attempt, typed } from '#lib/form.server.ts'
import { topicsOf } from '#lib/desk-topics.server.ts'
import { inputOf, savedReplyFields } from './saved-reply-fields.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({
  savedReplies: (await locals.api.tickets.savedReplies({})).items,
  topics: await topicsOf(locals)
})

export const actions: Actions = {
  add: async (event) => {
    const values = await typed(event, savedReplyFields)
    return attempt(event, values, async () => {
      await event.locals.api.tickets.addSavedReply(inputOf(values))
      return { added: true }
    })
  }
}
