import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** The link in the email opens a page with a button, as opening a link must change nothing. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => ({
  token: url.searchParams.get('token'),
  route: await api.operations.mailRoute({})
})

export const actions: Actions = {
  send: async (event) =>
    attempt(event, { code: undefined }, async () => {
      await event.locals.api.accounts.sendTestMail({})
      return { sent: true }
    }),
  confirm: async (event) => {
    const { token, code } = await typed(event, ['token', 'code'])
    return attempt(event, { code }, async () => {
      await event.locals.api.accounts.confirmTestMail(token ? { token } : { code })
      return { confirmed: true }
    })
  }
}
