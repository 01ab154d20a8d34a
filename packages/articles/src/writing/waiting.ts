import { transaction, type Context, type Locale } from '@stoa/core'
import { authorize, findArticle, lockTranslation } from '../policy.ts'
import { hold } from './publishing.ts'

/**
 * Returns a waiting or scheduled version to draft.
 * @throws Problem 404, 401 and 403 as `rules.write`, 409 `article_not_waiting`
 */
export async function recall(ctx: Context, id: number, language: Locale): Promise<void> {
  authorize.write(ctx.actor)
  const article = await findArticle(ctx, id)
  await transaction(ctx, async (ctx) => {
    const found = await lockTranslation(ctx, article, language)
    authorize.recall(ctx.actor, found)
    await hold(ctx, { ...found, publishAt: null }, 'draft')
  })
}

/**
 * Sends a volunteer's version to those who publish.
 * @throws Problem 404, 401 and 403 as `rules.edit`, 409 `article_not_draft`
 */
export async function propose(ctx: Context, id: number, language: Locale): Promise<void> {
  const article = await findArticle(ctx, id)
  await transaction(ctx, async (ctx) => {
    const found = await lockTranslation(ctx, article, language)
    authorize.propose(ctx.actor, found)
    await hold(ctx, found, 'proposed')
  })
}
