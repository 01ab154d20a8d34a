import { and, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { transaction, type Context, type Locale } from '@stoa/core'
import { articleFindings, articles, articleTranslations } from '../schema.ts'
import { articleUrl } from '../urls.ts'
import { listedTranslations } from '../visibility.ts'

/** Nobody works through more at once. */
const listLimit = 100

const isTranslation = and(
  eq(articleTranslations.articleId, articleFindings.articleId),
  eq(articleTranslations.language, articleFindings.language)
)

/** Lists what was found in the versions that are public now, the newest first. For writers alone. */
export async function listFindings({ db, actor }: Context) {
  const { articleId: id, language, kind, target, foundAt, revision } = articleFindings
  const { title, slug, publicRevision } = articleTranslations
  const rows = await db
    .select({ id, language, kind, target, foundAt, title, slug })
    .from(articleFindings)
    .innerJoin(articleTranslations, isTranslation)
    .innerJoin(articles, eq(articles.id, id))
    .where(and(listedTranslations(actor), eq(revision, publicRevision)))
    .orderBy(desc(foundAt), desc(id), language, kind, target)
    .limit(listLimit)
  return rows.map(({ slug, ...row }) => ({ ...row, url: articleUrl(slug) }))
}

type Checked = { id: number; language: Locale; revision: number }
export type Finding = Pick<typeof articleFindings.$inferSelect, 'kind' | 'target'>

/** Stores what was found in a text. What was found before keeps its time; what is gone is deleted. */
export async function storeFindings(
  ctx: Context,
  { id: articleId, language, revision }: Checked,
  findings: readonly Finding[]
): Promise<void> {
  const isOfText = and(
    eq(articleFindings.articleId, articleId),
    eq(articleFindings.language, language)
  )
  await transaction(ctx, async ({ db, now: foundAt }) => {
    const before = await db.select().from(articleFindings).where(isOfText)
    const gone = before.filter((row) => !findings.some((one) => isSame(one, row)))
    const isGone = gone.map(({ kind, target }) =>
      and(eq(articleFindings.kind, kind), eq(articleFindings.target, target))
    )
    if (gone.length > 0) await db.delete(articleFindings).where(and(isOfText, or(...isGone)))
    if (findings.length === 0) return
    await db
      .insert(articleFindings)
      .values(findings.map((one) => ({ articleId, language, revision, foundAt, ...one })))
      .onConflictDoUpdate({
        target: [
          ...[articleFindings.articleId, articleFindings.language],
          ...[articleFindings.kind, articleFindings.target]
        ],
        set: { revision }
      })
  })
}

const isSame = (one: Finding, other: Finding) =>
  one.kind === other.kind && one.target === other.target

/** Deletes what was found in articles that lists do not show any more. */
export const deleteUnlisted = ({ db }: Context) =>
  db.delete(articleFindings).where(
    sql`not exists (select from ${articleTranslations} join ${articles}
      on ${articles.id} = ${articleTranslations.articleId}
      where ${isTranslation} and ${isNull(articles.archivedAt)}
        and ${articleTranslations.publicRevision} > 0)`
  )
