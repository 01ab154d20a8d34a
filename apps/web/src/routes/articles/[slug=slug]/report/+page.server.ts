import { membersOrSupport } from '#lib/members.server.ts'
import { report } from '#lib/report.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads the article to report. */
export const load: PageServerLoad = async (event) => {
  membersOrSupport(event)
  const { article } = await event.locals.api.articles.show({ slug: event.params.slug })
  return { article }
}

export const actions: Actions = {
  default: (event) => {
    membersOrSupport(event)
    return report(event, async (given) => {
      const { articles, moderation } = event.locals.api
      const { article } = await articles.show({ slug: event.params.slug })
      await moderation.reportArticle({ id: article.id, language: article.language, ...given })
    })
  }
}
