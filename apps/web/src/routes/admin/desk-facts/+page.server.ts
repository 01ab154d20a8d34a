import { redirect } from '@sveltejs/kit'
import { attempt, typedWith } from '#lib/form.server.ts'
import { definitionIn, factFields, factValues, networkPrefix } from './fact-fields.ts'
import { factKinds } from './fact-kinds.ts'
import { checkedNetworks } from './networks.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  facts: (await api.tickets.customFacts({})).items,
  networks: checkedNetworks
})

export const actions: Actions = {
  default: async (event) => {
    const fields = await typedWith(event, ['key', 'kind', ...factFields], networkPrefix)
    const { key } = fields.values
    const kind = factKinds.find((one) => one === fields.values.kind) ?? 'line'
    const values = { key, kind, ...factValues(fields) }
    return attempt(event, values, async () => {
      await event.locals.api.tickets.addCustomFact({ key, kind, ...definitionIn(values) })
      redirect(303, '/admin/desk-facts')
    })
  }
}
