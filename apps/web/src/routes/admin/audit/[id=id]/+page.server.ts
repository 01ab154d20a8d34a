import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/proof.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ params }) => ({ id: params.id })

export const actions: Actions = {
  default: async (event) => {
    const { reason, ...proof } = await typed(event, ['reason', ...proofFields])
    const { id } = event.params
    return attempt(event, { reason }, async () => {
      const { accounts } = event.locals.api
      const { value } = await withProof(event, proof, () =>
        accounts.revealEventAddress({ id, reason })
      )
      return { address: value }
    })
  }
}
