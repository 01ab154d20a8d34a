import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import { membersOnly } from '#lib/members.server.ts'
import { reasons, type Reason } from '#lib/moderation/words.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads what a sweep of the account would do now. */
export const load: PageServerLoad = async (event) => {
  membersOnly(event)
  const { params, url, locals } = event
  const preview = await locals.api.moderation.previewSweep({ username: params.username })
  if (preview.username !== params.username) redirect(302, pageOf(preview.username, '/sweep'))
  const named = url.searchParams.get('reason')
  return {
    preview,
    reason: reasons.find((one) => one === named) ?? 'spam',
    /** The post from which the moderator came. */
    post: Number(url.searchParams.get('post')) || undefined
  }
}

const pageOf = (username: string, page: string) => `/u/${encodeURIComponent(username)}${page}`

export const actions: Actions = {
  sweep: async (event) => {
    const { reason, revision } = await typed(event, ['reason', 'revision'])
    return attempt(event, { reason }, async () => {
      const { username } = event.params
      // The endpoint refuses an unknown reason.
      const grounds = { reason: reason as Reason, revision }
      return { swept: await event.locals.api.moderation.sweep({ username, ...grounds }) }
    })
  },
  undo: async (event) => {
    const { sweepId } = await typed(event, ['sweepId'])
    return attempt(event, {}, async () => {
      const { username } = event.params
      await event.locals.api.moderation.undoSweep({ username, id: sweepId })
      redirect(303, `${pageOf(username, '/moderate')}?done=undone`)
    })
  }
}
