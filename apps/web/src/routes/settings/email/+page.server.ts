import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { proofFields, withProof } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** The form for a new address or, with the emailed token, the button that confirms it. */
export const load: PageServerLoad = ({ url: { searchParams } }) => ({
  token: searchParams.get('token') ?? '',
  sent: searchParams.has('sent')
})

export const actions: Actions = {
  change: async (event) => {
    const { email, password, code } = await typed(event, ['email', ...proofFields])
    return attempt(event, { email, token: '' }, async () => {
      const change = () => event.locals.api.accounts.changeEmail({ email })
      await withProof(event, { password, code }, change)
      redirect(303, '/settings/email?sent')
    })
  },
  confirm: async (event) => {
    const { token } = await typed(event, ['token'])
    return attempt(event, { email: '', token }, async () => {
      await event.locals.api.accounts.confirmEmail({ token })
      redirect(303, '/settings/email?saved')
    })
  }
}
