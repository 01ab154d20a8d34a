import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads muted users; muted categories come with the layout. */
export const load: PageServerLoad = async ({ locals: { api } }) => ({
  users: (await api.accounts.mutedUsers({})).items
})

export const actions: Actions = {
  user: async (event) => {
    const { username } = await typed(event, ['username'])
    return attempt(event, {}, async () => {
      await event.locals.api.accounts.unmute({ username })
      redirect(303, '/settings/muted?saved')
    })
  },
  category: async (event) => {
    const { id } = await typed(event, ['id'])
    return attempt(event, {}, async () => {
      await event.locals.api.threads.unfollowCategory({ id })
      redirect(303, '/settings/muted?saved')
    })
  }
}
