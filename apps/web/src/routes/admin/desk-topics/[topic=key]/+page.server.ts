import type { Api } from '@stoa/api'
import { actionThen } from '#lib/forms/action.server.ts'
import { orNotFound } from '#lib/problems.server.ts'
import { topicIn, typedTopic, valuesOf } from '../topic-fields.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const topic = orNotFound(await find(locals.api, params.topic), locals)
  const facts = (await locals.api.tickets.customFacts({})).items
  return { topic, facts, values: valuesOf(topic) }
}

const find = async (api: Api, topic: string) =>
  (await api.tickets.topics({})).items.find(({ key }) => key === topic)

const list = '/admin/desk-topics'

export const actions: Actions = {
  save: actionThen(list, typedTopic, async ({ locals: { api }, params }, values, revision) => {
    const before = await find(api, params.topic)
    await api.tickets.changeTopic({ ...params, revision, ...topicIn(values, before?.form) })
  }),
  retire: actionThen(list, [], ({ locals: { api }, params }) => api.tickets.removeTopic(params)),
  restore: actionThen(list, [], ({ locals: { api }, params }) =>
    api.tickets.changeTopic({ ...params, offered: true })
  )
}
