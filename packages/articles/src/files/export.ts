import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { asc } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { exportedText } from './export-text.ts'
import { publicTexts, type PublicText, type Write } from './exported.ts'
import { storedBytes } from './import-files.ts'
import { recordExport, recordFiles } from './stored.ts'
import { articleSections, articleSeries } from '../schema.ts'
import { yamlFrom } from './front-matter.ts'
import { sectionsFile } from './import-sections.ts'
import { seriesFile } from './import-series.ts'
import { writtenReaders } from './readers.ts'

export type Exported = { texts: number; files: number }

/**
 * Writes all public articles and sections into a folder, as `importArticles` reads them. The same
 * articles give the same bytes. The files of an article keep their place from then on.
 * @throws Error of Node if a file cannot be written
 */
export async function exportArticles(
  ctx: Context,
  folder: string,
  report: (done: number, total: number) => void = () => {}
): Promise<Exported> {
  const write = writerInto(folder)
  await exportSections(ctx, write)
  await exportSeries(ctx, write)
  const texts = await publicTexts(ctx)
  let files = 0
  for (const [done, text] of texts.entries()) {
    files += await exportText(ctx, text, { texts, write })
    report(done + 1, texts.length)
  }
  return { texts: texts.length, files }
}

const writerInto =
  (folder: string): Write =>
  async (path, bytes) => {
    const whole = join(folder, path)
    await mkdir(dirname(whole), { recursive: true })
    await writeFile(whole, bytes)
  }

async function exportText(
  ctx: Context,
  text: PublicText,
  { texts, write }: { texts: readonly PublicText[]; write: Write }
): Promise<number> {
  const { file, shown } = await exportedText(ctx, text, texts)
  await write(text.path, file)
  for (const { path, uploadId } of shown) await write(path, await storedBytes(ctx, uploadId))
  await recordExport(ctx, text.id, text.path)
  // What was imported is recognised by the bytes that were sent.
  await recordFiles(
    ctx,
    text.id,
    shown.filter(({ isNew }) => isNew)
  )
  return shown.length
}

/** Writes all sections in their order, those below another behind it. */
async function exportSections(ctx: Context, write: Write): Promise<void> {
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
async function exportSeries({ db }: Context, write: Write): Promise<void> {
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
