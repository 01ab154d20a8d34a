import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { topicFields, topicIn } from './topic-fields.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  topics: (await api.tickets.topics({})).items
})

export const actions: Actions = {
  default: async (event) => {
    const values = await typed(event, ['key', ...topicFields])
    return attempt(event, values, async () => {
      await event.locals.api.tickets.addTopic({ key: values.key, ...topicIn(values) })
      redirect(303, '/admin/desk-topics')
    })
  }
}
