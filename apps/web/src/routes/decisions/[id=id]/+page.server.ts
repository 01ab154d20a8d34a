import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads a decision about the reader. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  return { decision: await event.locals.api.moderation.decision({ id: event.params.id }) }
}

export const actions: Actions = {
  default: async (event) => {
    const values = await typed(event, ['text'])
    return attempt(event, values, async () => {
      await event.locals.api.moderation.appeal({ id: event.params.id, text: values.text })
      return { sent: true }
    })
  }
}
