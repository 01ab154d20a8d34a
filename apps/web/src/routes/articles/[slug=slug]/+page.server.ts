import { redirect } from '@sveltejs/kit'
import { attempt, typed } from '#lib/form.server.ts'
import type { ArticleReason } from '#lib/shapes.ts'
import type { Actions, PageServerLoad } from './$types'

/** Loads an article. An earlier slug leads to the present one. */
export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const content = await api.articles.show({ slug: params.slug })
  const { article } = content
  if (decodeURIComponent(article.url) !== `/articles/${params.slug}`)
    redirect(301, article.url + url.search)
  return { content }
}

export const actions: Actions = {
  /** Stores an answer at once, and again with its reason. */
  feedback: async (event) => {
    const values = await typed(event, ['helped', 'reason', 'words', 'step'])
    return attempt(event, values, async () => {
      const { articles } = event.locals.api
      const { article } = await articles.show({ slug: event.params.slug })
      await articles.feedback({
        ...{ id: article.id, language: article.language, helped: values.helped === 'yes' },
        reason: (values.reason || undefined) as ArticleReason | undefined,
        words: values.words.trim() || undefined
      })
      return { values }
    })
  }
}
