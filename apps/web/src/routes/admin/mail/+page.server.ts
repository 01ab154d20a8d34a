import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** The link in the email opens a page with a button, as opening a link must change nothing. */
export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('token') })

export const actions: Actions = {
  send: async (event) =>
    attempt(event, undefined, async () => {
      await event.locals.api.accounts.sendTestMail({})
      return { sent: true }
    }),
  confirm: async (event) => {
    const { token } = await typed(event, ['token'])
    return attempt(event, undefined, async () => {
      await event.locals.api.accounts.confirmTestMail({ token })
      return { confirmed: true }
    })
  }
}
