import { redirect } from '@sveltejs/kit'
import { attempt } from '#lib/form.server.ts'
import { threadFilterOf } from '#lib/thread-filter.ts'
import type { Actions, PageServerLoad } from './$types'

const followedShown = 5

/**
 * Loads the latest threads in the reader's languages and, on a member's first page, followed ones.
 */
export const load: PageServerLoad = async ({ locals: { api, me }, url }) => {
  const filter = threadFilterOf(url)
  const follows = me.role !== 'guest' && !filter.following && filter.cursor === undefined
  const [threads, followed] = await Promise.all([
    api.threads.list(filter),
    follows ? api.threads.list({ following: 'true', limit: followedShown }) : { items: [] }
  ])
  return { lists: { threads, followed: followed.items } }
}

export const actions: Actions = {
  markRead: (event) =>
    attempt(event, {}, async () => {
      await event.locals.api.threads.markAllRead({})
      redirect(303, '/')
    })
}
