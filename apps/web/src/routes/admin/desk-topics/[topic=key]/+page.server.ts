import { error, redirect } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { translate } from '@stoa/messages'
import { attempt, attemptEdit, typedWith } from '#lib/form.server.ts'
import { formPrefix, topicFields, topicIn, topicValues, valuesOf } from '../topic-fields.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async ({ locals: { api, locale }, params }) => {
  const topic = await find(api, params.topic)
  if (!topic) error(404, { code: 'not_found', message: translate('problem_not_found', {}, locale) })
  const facts = (await api.tickets.customFacts({})).items
  return { topic, facts, values: valuesOf(topic) }
}

const find = async (api: Api, topic: string) =>
  (await api.tickets.topics({})).items.find(({ key }) => key === topic)

type Act = (tickets: Api['tickets'], topic: string) => Promise<unknown>

const doing = (act: Act) => async (event: RequestEvent) =>
  attempt(event, undefined, async () => {
    await act(event.locals.api.tickets, event.params.topic)
    redirect(303, '/admin/desk-topics')
  })

export const actions: Actions = {
  save: async (event) => {
    const values = topicValues(await typedWith(event, topicFields, formPrefix))
    return attemptEdit(event, values, async (revision) => {
      const { topic } = event.params
      const { api } = event.locals
      const before = await find(api, topic)
      await api.tickets.changeTopic({ topic, revision, ...topicIn(values, before?.form) })
      redirect(303, '/admin/desk-topics')
    })
  },
  retire: doing((tickets, topic) => tickets.removeTopic({ topic })),
  restore: doing((tickets, topic) => tickets.changeTopic({ topic, offered: true }))
}
