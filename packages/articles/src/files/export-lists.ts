import { asc } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { articleSections, articleSeries } from '../schema.ts'
import type { Write } from './exported.ts'
import { yamlFrom } from './front-matter.ts'
import { sectionsFile } from './import-sections.ts'
import { seriesFile } from './import-series.ts'
import { writtenReaders } from './readers.ts'

/** Writes all sections in their order, those below another behind it. */
export async function exportSections(ctx: Context, write: Write): Promise<void> {
  const sections = await ctx.db
    .select()
    .from(articleSections)
    .orderBy(asc(articleSections.position), asc(articleSections.id))
  const below = (parent: number | null) => sections.filter(({ parentId }) => parentId === parent)
  const entries: object[] = []
  for (const section of below(null).flatMap((top) => [top, ...below(top.id)])) {
    const { slug, icon, names, descriptions, parentId } = section
    const parent = sections.find(({ id }) => id === parentId)?.slug
    entries.push({
      ...{ slug, parent, icon, names: inOrder(names) },
      ...described(descriptions),
      readers: await writtenReaders(ctx, section)
    })
  }
  if (entries.length > 0) await write(sectionsFile, yamlFrom(entries))
}

/** Writes all series, in the order of their slugs. */
export async function exportSeries({ db }: Context, write: Write): Promise<void> {
  const series = await db.select().from(articleSeries).orderBy(asc(articleSeries.slug))
  const entries = series.map(({ slug, names, descriptions }) => ({
    ...{ slug, names: inOrder(names) },
    ...described(descriptions)
  }))
  if (entries.length > 0) await write(seriesFile, yamlFrom(entries))
}

const described = (descriptions: object) =>
  Object.values(descriptions).some(Boolean) ? { descriptions: inOrder(descriptions) } : {}

const inOrder = (texts: object) =>
  Object.fromEntries(Object.entries(texts).toSorted(([one], [other]) => (one < other ? -1 : 1)))
