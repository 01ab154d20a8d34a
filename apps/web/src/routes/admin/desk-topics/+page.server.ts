import { actionThen } from '#lib/forms/action.server.ts'
import { typedTopic, topicIn } from './topic-fields.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [topics, facts] = await Promise.all([api.tickets.topics({}), api.tickets.customFacts({})])
  return { topics: topics.items, facts: facts.items }
}

export const actions: Actions = {
  default: actionThen('/admin/desk-topics', typedTopic, ({ locals: { api } }, values) =>
    api.tickets.addTopic(topicIn(values))
  )
}
