import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Opening the mailed link changes nothing: the page that it leads to has a button. */
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
