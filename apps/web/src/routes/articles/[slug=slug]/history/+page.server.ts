import { m } from '@stoa/messages'
import { shownBefore, markedHtml } from '#lib/changes/html-differences.server.ts'
import type { PageServerLoad } from './$types'

/** Everybody may ask for it, and each comparison takes time. */
const pageSize = 5

/**
 * Loads the versions of an article that the reader may see, the newest first, with what each
 * changed. Writers see those that were never public, too.
 */
export const load: PageServerLoad = async ({ locals: { api, locale }, params, url }) => {
  const { article } = await api.articles.show({ slug: params.slug })
  const { id, language } = article
  const cursor = url.searchParams.get('cursor') ?? undefined
  const { items, next } = await api.articles.revisions({ id, language, cursor, limit: pageSize })
  const marks = {
    added: m.web_history_page_added({}, { locale }),
    removed: m.web_history_page_removed({}, { locale })
  }
  // The last of a page is compared with nothing: the one before it is on the next.
  const versions = items.map(({ html, ...version }, at) => {
    const before = shownBefore(items, at)?.html
    const after = html ?? ''
    return {
      ...version,
      html: before === undefined || before === null ? after : markedHtml(before, after, marks)
    }
  })
  return { article, versions, next }
}
