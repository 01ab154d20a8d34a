import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { withProof } from '#lib/forms/action.server.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async (event) => {
    const { current, password, code } = await typed(event, ['current', 'password', 'code'])
    return attempt(event, {}, async () => {
      const change = { current: current || undefined, password }
      // Who sets their first password has none to prove themselves with.
      const proof = { password: '', code }
      await withProof(event, proof, () => event.locals.api.accounts.changePassword(change))
      redirect(303, '/settings/password?saved')
    })
  }
}
