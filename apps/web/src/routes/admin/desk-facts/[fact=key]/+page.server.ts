import type { Api } from '@stoa/api'
import { actionThen } from '#lib/forms/action.server.ts'
import { orNotFound } from '#lib/problems.server.ts'
import { definitionIn, valuesOf } from '../fact-fields.ts'
import { checkedNetworks, typedFact } from '../typed-fact.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const fact = orNotFound(await find(locals.api, params.fact), locals)
  return { fact, values: valuesOf(fact), networks: checkedNetworks }
}

const find = async (api: Api, fact: string) =>
  (await api.tickets.customFacts({})).items.find(({ key }) => key === fact)

const list = '/admin/desk-facts'

export const actions: Actions = {
  save: actionThen(list, typedFact, async ({ locals: { api }, params }, values, revision) => {
    const before = await find(api, params.fact)
    const definition = definitionIn(values, before?.choices)
    await api.tickets.changeCustomFact({ ...params, revision, ...definition })
  })
}
