import { sql } from 'drizzle-orm'
import { forbidden, transaction, type Context } from '@stoa/core'
import type { CaseRow, ResolutionInput } from './endpoints/queue-contract.ts'
import type { FoundCase } from './open-cases.ts'
import { actions, cases } from './schema.ts'

type Reported = NonNullable<CaseRow['article']>

/** Condition: the action decided nothing about an article, which only staff may know. */
export const isOfNoArticle = sql`not exists (select from ${cases} decided
  where decided.id = ${actions.caseId} and decided.article_id is not null)`

/** Returns what a list says of the article of each case; null for all other cases. */
export async function reportedArticles(ctx: Context, rows: readonly FoundCase[]) {
  const texts = rows.flatMap(({ articleId, articleLanguage: language }) =>
    articleId === null || language === null ? [] : [{ articleId, language }]
  )
  const titles = texts.length > 0 ? await ctx.ports.articles.titlesOfTexts(ctx, texts) : undefined
  return ({ articleId: id, articleLanguage: language, articleRevision }: FoundCase) => {
    if (id === null || language === null) return null
    const shown = titles?.get(`${id} ${language}`) ?? { title: '', url: '/articles/work' }
    return { id, language, revision: articleRevision ?? 0, ...shown } satisfies Reported
  }
}

/**
 * Checks that the actor may decide about a reported article: staff decide, but not its author.
 * @throws Problem 403 `own_case`
 */
export function checkArticleCase({ actor }: Context, { author }: FoundCase): void {
  if (author.id === actor.id) throw forbidden('own_case')
}

/** An upheld report puts the article on the list of what its owner has to check. */
export async function settleArticle(
  ctx: Context,
  { articleId }: FoundCase,
  outcome: ResolutionInput['outcome']
): Promise<void> {
  if (articleId === null || outcome === 'dismiss') return
  await transaction(ctx, (ctx) => ctx.ports.articles.sendToOwner(ctx, articleId))
}
