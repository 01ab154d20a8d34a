import { attempt, typed } from '#lib/form.server.ts'
import { isRefusal } from '#lib/problems.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** With the code of the link that a command printed: another second factor for the only admin. */
export const load: PageServerLoad = async ({ locals: { api }, url, setHeaders }) => {
  const link = url.searchParams.get('code') ?? ''
  if (!link) return { link }
  // The code in the address must not reach other sites.
  setHeaders({ 'referrer-policy': 'no-referrer' })
  try {
    return { link, offer: await api.accounts.offerAdminRecovery({ link }) }
  } catch (error) {
    if (!isRefusal(error, 'link_expired')) throw error
    return { link }
  }
}

export const actions: Actions = {
  default: async (event) => {
    const input = await typed(event, ['link', 'password', 'code'])
    return attempt(event, undefined, () => event.locals.api.accounts.recoverAdmin(input))
  }
}
