import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { articles, articleSections, articleTranslations } from '../schema.ts'
import type { articleReaderChanges } from '../schema.ts'
import type { Readers } from '../visibility.ts'
import { isWider } from './limits.ts'

type Section = typeof articleSections.$inferSelect
type Sections = ReadonlyMap<number, Section>

/** Readers that an article or a section is to have. */
export type WantedReaders = Pick<
  typeof articleReaderChanges.$inferSelect,
  'articleId' | 'sectionId' | 'readers' | 'readerGroups' | 'targetSectionId'
>

/** Public texts, and those that become public at a time, which the change shows to more people. */
export async function widenedTexts(ctx: Context, wanted: WantedReaders) {
  const sections = await readSections(ctx)
  const changed = withReaders(sections, wanted)
  const texts = await textsOf(ctx, sections, wanted)
  return texts.filter((text) =>
    isWider(
      limitsOf(sections, text),
      limitsOf(changed, wanted.articleId === null ? text : placed(wanted))
    )
  )
}

async function readSections({ db }: Context): Promise<Sections> {
  const rows = await db.select().from(articleSections)
  return new Map(rows.map((row) => [row.id, row]))
}

function withReaders(sections: Sections, { sectionId, readers, readerGroups }: WantedReaders) {
  const section = sections.get(sectionId ?? 0)
  if (!section) return sections
  return new Map([...sections, [section.id, { ...section, readers, readerGroups }]])
}

type Placed = Readers & { sectionId: number | null }

const placed = ({ readers, readerGroups, targetSectionId: sectionId }: WantedReaders): Placed => ({
  ...{ readers, readerGroups, sectionId }
})

/** The readers of an article, of its section, and of the section above. */
function limitsOf(sections: Sections, { sectionId, ...own }: Placed): Readers[] {
  const section = sections.get(sectionId ?? 0)
  const above = sections.get(section?.parentId ?? 0)
  return [own, section, above].filter((one) => one !== undefined)
}

const isShown = or(
  sql`${articleTranslations.publicRevision} > 0`,
  eq(articleTranslations.state, 'scheduled')
)

const textsOf = ({ db }: Context, sections: Sections, wanted: WantedReaders) =>
  db
    .select({
      ...{ readers: articles.readers, readerGroups: articles.readerGroups },
      ...{ sectionId: articles.sectionId, articleId: articles.id },
      ...{ language: articleTranslations.language, title: articleTranslations.title },
      slug: articleTranslations.slug,
      /** The public version; before its time, the one that becomes public. */
      revision: sql<number>`coalesce(nullif(${articleTranslations.publicRevision}, 0),
        ${articleTranslations.revision})`
    })
    .from(articleTranslations)
    .innerJoin(articles, eq(articles.id, articleTranslations.articleId))
    .where(and(isOf(sections, wanted), isShown))
    .orderBy(asc(articles.id), asc(articleTranslations.language))

const isOf = (sections: Sections, { articleId, sectionId }: WantedReaders) =>
  articleId === null
    ? inArray(
        articles.sectionId,
        [...sections.values()].flatMap(({ id, parentId }) =>
          id === sectionId || parentId === sectionId ? [id] : []
        )
      )
    : eq(articles.id, articleId)
