import { redirect } from '@sveltejs/kit'
import { attempt, typedWith } from '#lib/form.server.ts'
import { formPrefix, topicFields, topicIn, topicValues } from './topic-fields.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [topics, facts] = await Promise.all([api.tickets.topics({}), api.tickets.customFacts({})])
  return { topics: topics.items, facts: facts.items }
}

export const actions: Actions = {
  default: async (event) => {
    const fields = await typedWith(event, ['key', ...topicFields], formPrefix)
    const values = { key: fields.values.key, ...topicValues(fields) }
    return attempt(event, values, async () => {
      await event.locals.api.tickets.addTopic({ key: values.key, ...topicIn(values) })
      redirect(303, '/admin/desk-topics')
    })
  }
}
