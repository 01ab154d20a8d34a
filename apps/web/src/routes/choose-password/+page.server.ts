import { agreementFields, agreementOf, tickedIn } from '#lib/agreement.ts'
import { attempt, typed } from '#lib/form.server.ts'
import { isRefusal } from '#lib/problems.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the name of an account that an admin created, from the link of the email. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const token = url.searchParams.get('token') ?? ''
  try {
    const { passwords } = await api.accounts.providerButtons({})
    return { token, passwords, ...(await api.accounts.showActivation({ token })) }
  } catch (error) {
    if (!isRefusal(error, 'link_expired')) throw error
    return { token, username: undefined }
  }
}

export const actions: Actions = {
  default: async (event) => {
    const fields = await typed(event, ['token', 'password', ...agreementFields] as const)
    const { token, password } = fields
    return attempt(event, { token, ticked: tickedIn(fields) }, async () => {
      const given = { token, password, ...agreementOf(fields) }
      await event.locals.api.accounts.activateAccount(given)
      return { done: true }
    })
  }
}
