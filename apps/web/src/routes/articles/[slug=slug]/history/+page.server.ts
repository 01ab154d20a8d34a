import { shownBefore } from '#lib/article-versions.ts'
import { differences } from '#lib/differences.server.ts'
import type { PageServerLoad } from './$types'

/** Everybody may ask for it, and each comparison takes time. */
const pageSize = 5
const milliseconds = 500

/**
 * Loads the versions of an article that the reader may see, the newest first, with what each
 * changed. Writers see those that were never public, too.
 */
export const load: PageServerLoad = async ({ locals: { api }, params, url }) => {
  const { article } = await api.articles.show({ slug: params.slug })
  const { id, language } = article
  const cursor = url.searchParams.get('cursor') ?? undefined
  const { items, next } = await api.articles.revisions({ id, language, cursor, limit: pageSize })
  const end = performance.now() + milliseconds
  // The last of a page is compared with nothing: the one before it is on the next.
  const versions = items.map(({ body, ...version }, at) => ({
    ...version,
    pieces: version.withdrawn
      ? []
      : changesOf(shownBefore(items, at)?.body, body ?? '', end - performance.now())
  }))
  return { article, versions, next }
}

const changesOf = (before: string | null | undefined, body: string, timeout: number) =>
  differences(before ?? body, body, timeout)
