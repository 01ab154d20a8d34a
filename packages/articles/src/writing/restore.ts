import { conflict, notFound, transaction, type Context, type Locale } from '@stoa/core'
import { authorize, findArticle } from '../policy.ts'
import { articleUrl } from '../urls.ts'
import { renderVersion } from './content.ts'
import type { SavedArticle } from './contract.ts'
import { storeVersion } from './draft.ts'
import { articleEditions } from './revisions.ts'

/**
 * Saves an earlier version once more, as the newest. It is published like any other.
 * @param revision the newest version that the actor saw
 * @throws Problem 404, 401 and 403 as `rules.edit`, 409 `article_version_withdrawn` and as
 * `checkReadVersion`, 422 if its slug is taken
 */
export async function restoreVersion(
  ctx: Context,
  id: number,
  language: Locale,
  { number, revision }: { number: number; revision: string }
): Promise<SavedArticle> {
  const { id: articleId } = await findArticle(ctx, id)
  return transaction(ctx, async (ctx) => {
    const found = await articleEditions.lock(ctx, { articleId, language })
    authorize.edit(ctx.actor, found)
    const newest = await articleEditions.read(ctx, found)
    await articleEditions.checkRead(ctx, found, { newest, revision })
    const earlier = await articleEditions.find(ctx, found, number)
    if (!earlier) throw notFound()
    if (earlier.withdrawnAt !== null) throw conflict('article_version_withdrawn')
    const version = await renderVersion(ctx, language, earlier.content)
    const { slug, state, ...stored } = await storeVersion(ctx, found, version, earlier)
    return { id, language, slug, state, url: articleUrl(slug), revision: stored.revision }
  })
}
