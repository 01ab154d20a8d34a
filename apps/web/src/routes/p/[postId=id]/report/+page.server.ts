import { attempt, typed } from '#lib/form.server.ts'
import { membersOrSupport } from '#lib/members.server.ts'
import type { Reason } from '#lib/moderation-reasons.ts'
import { isSupportSession } from '#lib/support-session.ts'
import { foundPost, onlyIf } from '../found-post.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  membersOrSupport(event)
  const found = await foundPost(event.locals, event.params.postId)
  onlyIf(event.locals, found.post.can.report || isSupportSession(event.locals.me))
  return found
}

export const actions: Actions = {
  default: async (event) => {
    const values = await typed(event, ['reason', 'note'])
    return attempt(event, values, async () => {
      // The endpoint refuses an unknown reason.
      const report = { reason: values.reason as Reason, note: values.note || undefined }
      await event.locals.api.moderation.reportPost({ id: event.params.postId, ...report })
      return { sent: true }
    })
  }
}
