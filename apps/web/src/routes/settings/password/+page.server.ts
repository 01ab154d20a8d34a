import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async (event) => {
    const passwords = await typed(event, ['current', 'password'])
    return attempt(event, {}, async () => {
      await event.locals.api.accounts.changePassword(passwords)
      redirect(303, '/settings/password?saved')
    })
  }
}
