import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/proof.server.ts'
import type { Actions, PageServerLoad } from './$types'
import { wayIn } from './joining-form.ts'

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  joining: await api.accounts.showSignUp({})
})

export const actions: Actions = {
  default: async (event) => {
    const { way, domains, ...proof } = await typed(event, ['way', 'domains', ...proofFields])
    return attempt(event, { way, domains }, async () => {
      const rule = { way: wayIn(way), domains: domains.split(/[\s,，、;；]+/).filter(Boolean) }
      await withProof(event, proof, () => event.locals.api.accounts.changeSignUp(rule))
      return { saved: true }
    })
  }
}
