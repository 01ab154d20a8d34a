import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the reader's bookmarks, the latest first. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const cursor = event.url.searchParams.get('cursor') ?? undefined
  return { bookmarks: await event.locals.api.threads.bookmarks({ cursor }) }
}

export const actions: Actions = {
  remove: async (event) => {
    const { postId } = await typed(event, ['postId'])
    return attempt(event, {}, async () => {
      await event.locals.api.threads.unbookmark({ id: postId })
      return { removed: postId }
    })
  },
  restore: async (event) => {
    const { postId } = await typed(event, ['postId'])
    return attempt(event, {}, () => event.locals.api.threads.bookmark({ id: postId }))
  }
}
