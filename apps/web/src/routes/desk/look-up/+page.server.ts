import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/proof.server.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async (event) => {
    const { password, code, ...values } = await typed(event, ['value', 'reason', ...proofFields])
    return attempt(event, values, async () => {
      const lookUp = () => event.locals.api.tickets.lookUpFact(values)
      const { items } = await withProof(event, { password, code }, lookUp)
      return { values, found: items }
    })
  }
}
