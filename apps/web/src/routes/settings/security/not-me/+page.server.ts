import { attempt } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads how much access is ended. */
export const load: PageServerLoad = async ({ locals: { api } }) => {
  const [sessions, tokens] = await Promise.all([api.accounts.sessions({}), api.accounts.tokens({})])
  const others = sessions.items.filter(({ current }) => !current)
  return { others: others.length, tokens: tokens.items.length }
}

export const actions: Actions = {
  default: (event) =>
    attempt(event, {}, async () => {
      await event.locals.api.accounts.disownAccess({})
      return { done: true }
    })
}
