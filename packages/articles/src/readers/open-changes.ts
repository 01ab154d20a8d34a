import { and, count, desc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import { authorColumns as columnsOf, usersAs } from '@stoa/accounts'
import { approveAsSecond, connectedTo } from '@stoa/accounts/approvals'
import { usersWith } from '@stoa/accounts/team'
import { notFound, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { can } from '../policy.ts'
import { articleReaderChanges, articles, articleSections, articleTranslations } from '../schema.ts'

const proposer = usersAs('proposer')
const listLimit = 100

const authors = sql<number[]>`array["article_reader_changes"."proposed_by_id"]::int[]`
const behind = { authors, connected: connectedTo(authors) }

export const isOpen = isNull(articleReaderChanges.decidedAt)

/** Selects the number of changes of readers that wait. For writers alone. */
export const openReaderChanges = ({ db }: Context) =>
  db.select({ count: count() }).from(articleReaderChanges).where(isOpen)

const selectOpen = ({ db }: Context, which?: SQL) =>
  db
    .select({
      ...{ change: articleReaderChanges, article: articles, section: articleSections },
      ...{ title: articleTranslations.title, proposedBy: columnsOf(proposer), behind }
    })
    .from(articleReaderChanges)
    .innerJoin(proposer, eq(proposer.id, articleReaderChanges.proposedById))
    .leftJoin(articles, eq(articles.id, articleReaderChanges.articleId))
    .leftJoin(
      articleTranslations,
      and(
        eq(articleTranslations.articleId, articles.id),
        eq(articleTranslations.language, articles.language)
      )
    )
    .leftJoin(
      articleSections,
      sql`${articleSections.id} = coalesce(${articleReaderChanges.sectionId}, ${articles.sectionId})`
    )
    .where(and(isOpen, which))
    .orderBy(desc(articleReaderChanges.createdAt), desc(articleReaderChanges.id))
    .limit(listLimit)

/** Open changes of readers, the newest first. The caller has checked that the actor publishes. */
export async function readOpenChanges(ctx: Context, which?: SQL) {
  const rows = await selectOpen(ctx, which)
  return rows.map((row) => ({ ...row, row: rowOf(ctx, row) }))
}

type Stored = Awaited<ReturnType<typeof selectOpen>>[number]

export type WaitingApproval = Awaited<ReturnType<typeof readOpenChanges>>[number]

const rowOf = (ctx: Context, { change, article, section, title, proposedBy, behind }: Stored) => ({
  id: change.id,
  name: article ? (title ?? '') : wordsFor(ctx, section?.names ?? {}),
  language: article?.language ?? null,
  ...{ readers: change.readers, proposedBy, createdAt: change.createdAt },
  mayApprove: can.approve(ctx.actor, behind)
})

/** @throws Problem 404 if it is decided */
export async function findOpenChange(ctx: Context, id: number): Promise<WaitingApproval> {
  const [found] = await readOpenChanges(ctx, eq(articleReaderChanges.id, id))
  if (!found) throw notFound()
  return found
}

/** Ids of those who can approve a change of readers. Nobody if it waits no more. */
export async function approversOfReaders(ctx: Context, changeId: number): Promise<number[]> {
  const [change] = await ctx.db
    .select(behind)
    .from(articleReaderChanges)
    .where(and(isOpen, eq(articleReaderChanges.id, changeId)))
  if (!change) return []
  const writers = await usersWith(ctx, 'articles')
  return writers.filter((one) => approveAsSecond(one, change) === null).map(({ id }) => id)
}

/** Column of an article or a section: id of the change of its readers that waits. */
export const openChangeOf = (subject: 'article' | 'section') =>
  sql<number | null>`(select open.id::int ${openFor(subject)})`

/** Column of an article or a section: the readers that wait, with the ids of their groups. */
export const waitingReadersOf = (subject: 'article' | 'section') =>
  sql<string | null>`(
  select concat_ws(E'\\n', open.readers, array_to_string(open.reader_groups, E'\\n'))
  ${openFor(subject)})`

const columnOf = {
  article: sql`open.article_id = articles.id`,
  section: sql`open.section_id = article_sections.id`
}

const openFor = (subject: 'article' | 'section') =>
  sql`from ${articleReaderChanges} open where open.decided_at is null and ${columnOf[subject]}`
