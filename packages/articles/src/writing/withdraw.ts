import { recordSecurityEvent } from '@stoa/accounts'
import { emit, notFound, transaction, type Context, type Locale } from '@stoa/core'
import { authorize, findArticle } from '../policy.ts'
import { articleRevisions } from '../schema.ts'
import { articleEditions } from './revisions.ts'

type Withdrawal = { number: number; reason: string }

/**
 * Withdraws an earlier public version: the history says so, and shows its words to those alone who
 * publish articles. Withdrawing it again changes nothing.
 * @param reason for those who publish
 * @throws Problem 404, 401 and 403 as `rules.write`, 409 `article_version_is_public` for the present
 * version and `article_version_never_public`, 422 for what guards refuse in the reason
 */
export async function withdrawVersion(
  ctx: Context,
  id: number,
  language: Locale,
  { number, reason }: Withdrawal
): Promise<void> {
  authorize.write(ctx.actor)
  const { id: articleId } = await findArticle(ctx, id)
  await ctx.ports.safety.review(ctx, { path: 'reason', text: reason })
  await transaction(ctx, async (ctx) => {
    const found = await articleEditions.lock(ctx, { articleId, language })
    const revision = await articleEditions.find(ctx, found, number)
    if (!revision) throw notFound()
    authorize.withdraw(ctx.actor, found, revision)
    if (revision.withdrawnAt !== null) return
    await ctx.db
      .update(articleRevisions)
      .set({ withdrawnAt: ctx.now, withdrawnReason: reason })
      .where(articleEditions.isVersion(found, number))
    const details = { articleId: id, language, number }
    await recordSecurityEvent(ctx, 'article.version_withdrawn', { details })
    await emit(ctx, 'article.changed', { articleId: id })
  })
}
