import { error, redirect } from '@sveltejs/kit'
import type { Api } from '@stoa/api'
import { translate } from '@stoa/messages'
import { attemptEdit, typedWith } from '#lib/form.server.ts'
import { definitionIn, factFields, factValues, networkPrefix, valuesOf } from '../fact-fields.ts'
import { checkedNetworks } from '../networks.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api, locale }, params }) => {
  const fact = await find(api, params.fact)
  if (!fact) error(404, { code: 'not_found', message: translate('problem_not_found', {}, locale) })
  return { fact, values: valuesOf(fact), networks: checkedNetworks }
}

const find = async (api: Api, fact: string) =>
  (await api.tickets.customFacts({})).items.find(({ key }) => key === fact)

export const actions: Actions = {
  default: async (event) => {
    const values = factValues(await typedWith(event, factFields, networkPrefix))
    return attemptEdit(event, values, async (revision) => {
      const { fact } = event.params
      const { api } = event.locals
      const before = await find(api, fact)
      await api.tickets.changeCustomFact({
        fact,
        revision,
        ...definitionIn(values, before?.choices)
      })
      redirect(303, '/admin/desk-facts')
    })
  }
}
