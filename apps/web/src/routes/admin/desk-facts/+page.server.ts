import { actionThen } from '#lib/forms/action.server.ts'
import { definitionIn } from './fact-fields.ts'
import { checkedNetworks, typedFact } from './typed-fact.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Networks of transactions are offered to exchanges, as which a forum without a pack counts. */
export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [facts, { chosen }] = await Promise.all([
    api.tickets.customFacts({}),
    api.operations.packs({})
  ])
  const isExchange = (chosen ?? 'exchange') === 'exchange'
  return { facts: facts.items, networks: isExchange ? checkedNetworks : [] }
}

export const actions: Actions = {
  default: actionThen('/admin/desk-facts', typedFact, ({ locals: { api } }, values) => {
    const { kind } = values
    return api.tickets.addCustomFact({ kind, ...definitionIn(values) })
  })
}
