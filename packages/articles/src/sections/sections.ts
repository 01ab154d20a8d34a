import { and, asc, eq, sql } from 'drizzle-orm'
import { snapshotOfFields, type Context } from '@stoa/core'
import { nameFor, wordsFor } from '@stoa/core/languages'
import { authorize } from '../policy.ts'
import { openChangeOf, waitingReadersOf } from '../readers/open-changes.ts'
import { articles, articleSections, articleTranslations } from '../schema.ts'
import { listedTranslations, visibleSections } from '../visibility.ts'
import { sectionIcons, type Section } from './contract.ts'

type Stored = typeof articleSections.$inferSelect

/** The fields of a section that its form edits. */
export const editedOfSection = (
  { icon, names, descriptions, readers, readerGroups }: Stored,
  waitingReaders: string | null
) => ({ icon, names, descriptions, readers, readerGroups, waitingReaders })

type Row = Stored & {
  articles: number
  readerChange: number | null
  waitingReaders: string | null
}

/** Lists the sections that the actor may know of, in their order, sub-sections after their parent. */
export async function listSections(ctx: Context) {
  return { items: (await readSections(ctx)).map((row) => toSection(ctx, row)) }
}

/**
 * Lists the sections as `listSections`, with their names in all languages.
 * @throws Problem 401, 403 as `rules.write`
 */
export async function listSectionSources(ctx: Context) {
  authorize.write(ctx.actor)
  const [rows, used] = await Promise.all([readSections(ctx), usedSections(ctx)])
  return {
    items: rows.map((row) => {
      const { id, names, descriptions, readerGroups, readerChange } = row
      const isEmpty = !used.has(id) && !rows.some(({ parentId }) => parentId === id)
      const snapshot = snapshotOfFields(editedOfSection(row, row.waitingReaders))
      const words = { names, descriptions, snapshot }
      return { ...toSection(ctx, row), ...words, readerGroups, readerChange, isEmpty }
    })
  }
}

/** Ids of sections with articles, also with those that are not public. */
async function usedSections({ db }: Context) {
  const rows = await db.selectDistinct({ id: articles.sectionId }).from(articles)
  return new Set(rows.map(({ id }) => id))
}

async function readSections(ctx: Context): Promise<Row[]> {
  const rows = await ctx.db
    .select({
      ...{ section: articleSections, articles: countOf(ctx) },
      readerChange: openChangeOf('section'),
      waitingReaders: waitingReadersOf('section')
    })
    .from(articleSections)
    .where(visibleSections(ctx.actor))
    .orderBy(asc(articleSections.position), asc(articleSections.id))
  const all = rows.map(({ section, ...row }) => ({ ...section, ...row }))
  const under = (parent: number | null) => all.filter(({ parentId }) => parentId === parent)
  return under(null).flatMap((top) => [top, ...under(top.id)])
}

/** Number of articles in a section that the actor may read. */
const countOf = ({ actor }: Context) => sql<number>`(
  select count(distinct ${articles.id})::int from ${articles}
  join ${articleTranslations} on ${eq(articleTranslations.articleId, articles.id)}
  where ${and(sql`articles.section_id = article_sections.id`, listedTranslations(actor))})`

function toSection(ctx: Context, row: Row): Section {
  const { id, slug, parentId, names, descriptions, readers, articles } = row
  const icon = sectionIcons.find((one) => one === row.icon) ?? 'help'
  const shown = { ...nameFor(ctx, names), description: wordsFor(ctx, descriptions) }
  return { ...{ id, slug, icon, readers, articles, parent: parentId }, ...shown }
}
