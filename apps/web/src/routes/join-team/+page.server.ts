import { attempt, typed } from '#lib/form.server.ts'
import { isRefusal } from '#lib/problems.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the role that the link of an email offers. */
export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const token = url.searchParams.get('token') ?? ''
  try {
    const { role } = await api.accounts.roleInvitation({ token })
    return { token, role }
  } catch (error) {
    if (!isRefusal(error, 'invitation_ended')) throw error
    return { token, role: undefined }
  }
}

export const actions: Actions = {
  default: async (event) => {
    const { token } = await typed(event, ['token'])
    return attempt(event, undefined, async () => {
      await event.locals.api.accounts.acceptRole({ token })
      return { done: true }
    })
  }
}
