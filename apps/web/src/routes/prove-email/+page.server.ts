import { redirect } from '@sveltejs/kit'
import { guestsOnly, nextOf } from '#lib/accounts/sign-in.server.ts'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => guestsOnly(event)

export const actions: Actions = {
  send: async (event) => {
    const { email } = await typed(event, ['email'])
    return attempt(event, { email, code: '' }, async () => {
      await event.locals.api.accounts.requestEmailProof({ email })
      return { values: { email, code: '' }, sent: true }
    })
  },
  prove: async (event) => {
    const values = await typed(event, ['email', 'code'])
    return attempt(event, values, async () => {
      await event.locals.api.accounts.proveEmail(values)
      redirect(303, nextOf(event.url))
    })
  }
}
