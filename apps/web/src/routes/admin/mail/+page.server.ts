import { action } from '#lib/forms/action.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** The link in the email opens a page with a button, as opening a link must change nothing. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => ({
  token: url.searchParams.get('token'),
  route: await api.operations.mailRoute({})
})

export const actions: Actions = {
  send: action([], async ({ locals: { api } }) => {
    await api.accounts.sendTestMail({})
    return { sent: true }
  }),
  confirm: action(['token', 'code'], async ({ locals: { api } }, { token, code }) => {
    await api.accounts.confirmTestMail(token ? { token } : { code })
    return { confirmed: true }
  })
}
