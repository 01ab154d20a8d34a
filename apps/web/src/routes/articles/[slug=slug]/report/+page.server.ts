import { attempt, typed } from '#lib/form.server.ts'
import { membersOrSupport } from '#lib/members.server.ts'
import type { Reason } from '#lib/moderation-reasons.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the article to report. */
export const load: PageServerLoad = async (event) => {
  membersOrSupport(event)
  const { article } = await event.locals.api.articles.show({ slug: event.params.slug })
  return { article }
}

export const actions: Actions = {
  default: async (event) => {
    membersOrSupport(event)
    const values = await typed(event, ['reason', 'note'])
    return attempt(event, values, async () => {
      const { articles, moderation } = event.locals.api
      const { article } = await articles.show({ slug: event.params.slug })
      // The endpoint refuses an unknown reason.
      const report = { reason: values.reason as Reason, note: values.note || undefined }
      await moderation.reportArticle({ id: article.id, language: article.language, ...report })
      return { sent: true }
    })
  }
}
