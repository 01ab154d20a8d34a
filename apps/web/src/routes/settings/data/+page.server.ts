import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  /** Authenticates again, so that the browser may then download the file itself. */
  export: async (event) => {
    const proof = await typed(event, proofFields)
    return attempt(event, { closing: false }, async () => {
      await withProof(event, proof, () => event.locals.api.accounts.checkAuthentication({}))
      redirect(303, '/api/v1/me/export')
    })
  },
  close: async (event) => {
    const proof = await typed(event, proofFields)
    return attempt(event, { closing: true }, async () => {
      await withProof(event, proof, () => event.locals.api.accounts.closeAccount({}))
      return { closed: true }
    })
  }
}
