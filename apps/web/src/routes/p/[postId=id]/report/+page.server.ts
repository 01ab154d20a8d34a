import { membersOrSupport } from '#lib/members.server.ts'
import { report } from '#lib/report.server.ts'
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
  default: (event) =>
    report(event, (given) =>
      event.locals.api.moderation.reportPost({ id: event.params.postId, ...given })
    )
}
