import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields } from '#lib/proof.server.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  /** Authenticates again, so that the browser may then download the file itself. */
  export: async (event) => {
    const { password, code } = await typed(event, proofFields)
    return attempt(event, { closing: false }, async () => {
      await event.locals.api.accounts.reauthenticate({ password, code: code || undefined })
      redirect(303, '/api/v1/me/export')
    })
  },
  close: async (event) => {
    const { password, code } = await typed(event, proofFields)
    return attempt(event, { closing: true }, async () => {
      await event.locals.api.accounts.closeAccount({ password, code: code || undefined })
      return { closed: true }
    })
  }
}
