import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Stops or undoes a change of address, from the email to the former one. */
export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('token') ?? '' })

export const actions: Actions = {
  default: async (event) => {
    const { token } = await typed(event, ['token'])
    return attempt(event, {}, async () => {
      const { restored } = await event.locals.api.accounts.undoEmailChange({ token })
      return { done: true, restored }
    })
  }
}
