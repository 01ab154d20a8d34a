import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/proof.server.ts'
import { inputOf, providerFields } from './provider-fields.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads all providers. */
export const load: PageServerLoad = async ({ locals: { api } }) => ({
  providers: (await api.accounts.providers({})).items
})

export const actions: Actions = {
  default: async (event) => {
    const { password, code, ...values } = await typed(event, [...providerFields, ...proofFields])
    const { slug, issuer } = values
    return attempt(event, { ...values, clientSecret: '' }, async () => {
      const add = () => event.locals.api.accounts.addProvider({ slug, issuer, ...inputOf(values) })
      await withProof(event, { password, code }, add)
      redirect(303, `/admin/sign-in/${slug}`)
    })
  }
}
