import { actionThen } from '#lib/action.server.ts'
import { definitionIn } from './fact-fields.ts'
import { checkedNetworks, typedFact } from './typed-fact.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  facts: (await api.tickets.customFacts({})).items,
  networks: checkedNetworks
})

export const actions: Actions = {
  default: actionThen('/admin/desk-facts', typedFact, ({ locals: { api } }, values) => {
    const { kind } = values
    return api.tickets.addCustomFact({ kind, ...definitionIn(values) })
  })
}
