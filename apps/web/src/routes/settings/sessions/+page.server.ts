import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the reader's sessions. */
export const load: PageServerLoad = async ({ locals: { api } }) => ({
  sessions: (await api.accounts.sessions({})).items
})

export const actions: Actions = {
  end: async (event) => {
    const { id } = await typed(event, ['id'])
    return attempt(event, {}, async () => {
      await event.locals.api.accounts.revokeSession({ id })
      redirect(303, '/settings/sessions?saved')
    })
  },
  endOthers: (event) =>
    attempt(event, {}, async () => {
      await event.locals.api.accounts.revokeOtherSessions({})
      redirect(303, '/settings/sessions?saved')
    })
}
