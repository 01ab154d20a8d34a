import { and, asc, count, desc, eq, inArray, isNull, lte, ne, sql, type SQL } from 'drizzle-orm'
import { authorColumns, usersAs } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { listFindings } from '../checks/findings.ts'
import { authorize, can } from '../policy.ts'
import { openReaderChanges, readOpenChanges } from '../readers/open-changes.ts'
import { articles, articleTranslations } from '../schema.ts'
import { redactedArticles } from '../sources/source-rows.ts'
import { articleUrl } from '../urls.ts'
import { isOfOthers } from '../writing/authors.ts'
import { versionsBehind } from '../writing/source.ts'
import type { WorkList } from './contract.ts'

/** Nobody works through more at once. */
const listLimit = 100

const owner = usersAs('owner')

/**
 * Lists what has to be done about articles.
 * @throws Problem 401, 403 as `rules.draft`
 */
export async function listWork(ctx: Context): Promise<WorkList> {
  authorize.draft(ctx.actor)
  const writes = can.write(ctx.actor)
  const isOwn = writes ? undefined : eq(articleTranslations.authorId, ctx.actor.id)
  const isUnpublished = and(ne(articleTranslations.state, 'published'), isOwn)
  const [unpublished, overdue, behind, redacted, findings, readerChanges] = await Promise.all([
    rowsWhere(ctx, isUnpublished),
    writes ? overdueRows(ctx) : [],
    writes ? rowsWhere(ctx, isBehind) : [],
    writes ? redactedArticles(ctx) : [],
    writes ? listFindings(ctx) : [],
    writes ? readOpenChanges(ctx) : []
  ])
  return {
    ...{ unpublished, overdue, behind, redacted, findings },
    readerChanges: readerChanges.map(({ row }) => row),
    can: { write: writes }
  }
}

/**
 * Number of versions and changes of readers that wait for somebody to approve them, as a column. For
 * writers alone.
 */
export const articlesToApprove = (ctx: Context): SQL =>
  sql`(${versionsToApprove(ctx)} + ${openReaderChanges(ctx)})`

const versionsToApprove = ({ db }: Context) =>
  db
    .select({ count: count() })
    .from(articleTranslations)
    .where(inArray(articleTranslations.state, ['proposed', 'awaiting']))

const isBehind = sql`(${articleTranslations.publicRevision} > 0
  and ${articleTranslations.basedOn} is not null and ${articles.archivedAt} is null
  and ${versionsBehind} > 0)`

const isApprovable = ({ actor }: Context) => sql<boolean>`(${can.write(actor)}
  and ${articleTranslations.state} in ('proposed', 'awaiting') and ${isOfOthers(actor)})`

async function rowsWhere(ctx: Context, condition: SQL | undefined) {
  const { language, title, state, publishAt, publicRevision, changedAt } = articleTranslations
  const rows = await ctx.db
    .select({
      ...{ id: articles.id, kind: articles.kind, language, title, state, publishAt, changedAt },
      ...{ publicRevision, behind: versionsBehind, owner: authorColumns(owner) },
      mayApprove: isApprovable(ctx)
    })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleTranslations.articleId))
    .innerJoin(owner, eq(owner.id, articles.ownerId))
    .where(condition)
    .orderBy(desc(changedAt), desc(articles.id))
    .limit(listLimit)
  return rows.map(({ publicRevision, ...row }) => ({ ...row, isPublic: publicRevision > 0 }))
}

async function overdueRows({ db, now }: Context) {
  const { freshUntil, archivedAt, checkedAt } = articles
  const { language, slug, title, publicRevision, publishedAt } = articleTranslations
  const rows = await db
    .select({
      ...{ id: articles.id, slug, title, language, owner: authorColumns(owner), freshUntil },
      ...{ checkedAt, publishedAt }
    })
    .from(articles)
    .innerJoin(
      articleTranslations,
      and(eq(articleTranslations.articleId, articles.id), eq(language, articles.language))
    )
    .innerJoin(owner, eq(owner.id, articles.ownerId))
    .where(and(lte(freshUntil, now), isNull(archivedAt), sql`${publicRevision} > 0`))
    .orderBy(asc(freshUntil), asc(articles.id))
    .limit(listLimit)
  return rows.map(({ slug, freshUntil, checkedAt, publishedAt, ...row }) => ({
    ...row,
    url: articleUrl(slug),
    checkedAt: checkedAt ?? publishedAt ?? now,
    freshUntil: freshUntil ?? now
  }))
}
