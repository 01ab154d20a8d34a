import { and, desc, ne, sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { articleDays, articles, articleTranslations } from '../schema.ts'
import { listedTranslations } from '../visibility.ts'
import { isBestLanguage, selectRows, toRow } from './rows.ts'

const shown = 6
const countedFor = 30 * 24 * 3600_000

/** The articles of the help centre that were read most lately, and those that changed last. */
export async function showHighlights(ctx: Context) {
  const { changedAt, articleId } = articleTranslations
  const isOfHelp = and(
    listedTranslations(ctx.actor),
    isBestLanguage(ctx),
    ne(articles.kind, 'post')
  )
  const views = viewsSince(after(ctx.now, -countedFor).slice(0, 10))
  const [popular, updated] = await Promise.all([
    selectRows(ctx)
      .where(and(isOfHelp, sql`${views} > 0`))
      .orderBy(desc(views), desc(articleId))
      .limit(shown),
    selectRows(ctx).where(isOfHelp).orderBy(desc(changedAt), desc(articleId)).limit(shown)
  ])
  const toRows = (rows: typeof popular) => rows.map((row) => toRow(ctx, row))
  return { popular: toRows(popular), updated: toRows(updated) }
}

/** How often an article was opened since a day, in any language. */
const viewsSince = (day: string) =>
  sql`coalesce((select sum(${articleDays.views}) from ${articleDays}
    where ${articleDays.articleId} = ${articles.id} and ${articleDays.day} >= ${day}), 0)`
