import { and, eq, ne } from 'drizzle-orm'
import { isDeepStrictEqual } from 'node:util'
import { emit, type Context } from '@stoa/core'
import { articles, articleSeries } from '../schema.ts'
import { addSeries, changeSeries } from '../series/series-changes.ts'
import { FileError, type Failure } from './failures.ts'
import type { Folder } from './folder.ts'
import { importEntries } from './import-entries.ts'
import { seriesEntry, type SeriesEntry } from './shapes.ts'
import type { Text } from './texts.ts'

export const seriesFile = 'series.yml'

/** Adds and changes the series of `series.yml`. Others stay. */
export const importSeries = (ctx: Context, folder: Folder): Promise<Failure[]> =>
  importEntries(folder, seriesFile, seriesEntry, (entry) => importOne(ctx, entry))

async function importOne(ctx: Context, { slug, names, descriptions }: SeriesEntry) {
  const [found] = await ctx.db.select().from(articleSeries).where(eq(articleSeries.slug, slug))
  if (!found) return addSeries(ctx, { slug, names, descriptions })
  const isSame =
    isDeepStrictEqual(found.names, names) && isDeepStrictEqual(found.descriptions, descriptions)
  return isSame || changeSeries(ctx, found.id, { names, descriptions })
}

/**
 * Returns the id of a series.
 * @throws FileError if there is none
 */
export async function seriesOf(
  { db }: Context,
  slug: string | undefined,
  lineOf: Text['lineOf']
): Promise<number | null> {
  if (slug === undefined) return null
  const isIt = eq(articleSeries.slug, slug)
  const [found] = await db.select({ id: articleSeries.id }).from(articleSeries).where(isIt)
  if (found) return found.id
  const message = `is in the series “${slug}”, which does not exist: add it to ${seriesFile}`
  throw new FileError(lineOf('series'), message)
}

/** Puts an article at its place in its series. */
export async function placePart(ctx: Context, id: number, part: number | undefined): Promise<void> {
  if (part === undefined) return
  const moved = await ctx.db
    .update(articles)
    .set({ part })
    .where(and(eq(articles.id, id), ne(articles.part, part)))
    .returning({ id: articles.id })
  if (moved.length > 0) await emit(ctx, 'article.changed', { articleId: id })
}

/** Refuses parts that are no place in a series, or that another text has. */
export function misplaced(texts: readonly Text[]): Failure[] {
  const places = new Map<string, string>()
  return texts.flatMap(({ path: file, settings, lineOf }) => {
    if (settings?.part === undefined) return []
    const { series, part } = settings
    const other = places.get(`${series}:${part}`)
    places.set(`${series}:${part}`, other ?? file)
    const line = lineOf('part')
    if (series === undefined)
      return [{ file, line, error: new FileError(line, 'has a part of no series: add “series”') }]
    if (other === undefined) return []
    const message = `has the part ${part} of ${series} as ${other} does: choose another`
    return [{ file, line, error: new FileError(line, message) }]
  })
}
