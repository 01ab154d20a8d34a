import { topicsOf } from '#lib/tickets/topics.ts'

/** What the fields of a rule offer: topics, agents and saved replies. */
export async function choicesOf(locals: App.Locals) {
  const { tickets } = locals.api
  const [topics, agents, savedReplies] = await Promise.all([
    topicsOf(locals),
    tickets.agents({}),
    tickets.savedReplies({})
  ])
  return { topics, agents: agents.items, savedReplies: savedReplies.items }
}
