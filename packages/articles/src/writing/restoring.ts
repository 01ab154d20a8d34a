import { conflict, notFound, transaction, type Context, type Locale } from '@stoa/core'
import { authorize, findArticle, lockTranslation } from '../policy.ts'
import { articleUrl } from '../urls.ts'
import { renderVersion } from './content.ts'
import type { SavedArticle } from './contract.ts'
import { storeVersion } from './drafting.ts'
import { readNewest, readRevision } from './revisions.ts'
import { checkNewest } from './snapshots.ts'

/**
 * Saves an earlier version once more, as the newest. It is published like any other.
 * @param revision the newest version that the actor saw
 * @throws Problem 404, 401 and 403 as `rules.edit`, 409 `article_version_withdrawn` and as
 * `checkNewest`, 422 if its slug is taken
 */
export async function restoreVersion(
  ctx: Context,
  id: number,
  language: Locale,
  { number, revision }: { number: number; revision: string }
): Promise<SavedArticle> {
  const article = await findArticle(ctx, id)
  return transaction(ctx, async (ctx) => {
    const found = await lockTranslation(ctx, article, language)
    authorize.edit(ctx.actor, found)
    await checkNewest(ctx, found, await readNewest(ctx, found), revision)
    const earlier = await readRevision(ctx, found, number)
    if (!earlier) throw notFound()
    if (earlier.withdrawnAt !== null) throw conflict('article_version_withdrawn')
    const version = await renderVersion(ctx, language, earlier.content)
    const { slug, state, ...stored } = await storeVersion(ctx, found, version, earlier)
    return { id, language, slug, state, url: articleUrl(slug), revision: stored.revision }
  })
}
