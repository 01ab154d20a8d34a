import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Context } from '@stoa/core'
import { exportSections, exportSeries } from './export-lists.ts'
import { exportedText } from './export-text.ts'
import { publicTexts, type PublicText, type Write } from './exported.ts'
import { storedBytes } from './import-files.ts'
import { recordExport, recordFiles } from './stored.ts'

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
