import { inArray } from 'drizzle-orm'
import { posix } from 'node:path'
import type { Context } from '@stoa/core'
import { uploadIdsIn } from '@stoa/uploads'
import { uploads } from '@stoa/uploads/tables'
import { articleFiles } from '../schema.ts'
import type { PublicText } from './exported.ts'
import { textFrom } from './front-matter.ts'
import { hashOf, storedBytes, type PlacedFile } from './import-files.ts'
import { relativeTo } from './paths.ts'
import { writtenReaders } from './readers.ts'
import { withTargets } from './references.ts'

/** `isNew`: it had no place yet. */
type ShownFile = PlacedFile & { isNew: boolean }

/** Writes a text as its file, with the paths of the files that it shows. */
export async function exportedText(
  ctx: Context,
  text: PublicText,
  texts: readonly PublicText[]
): Promise<{ file: string; shown: ShownFile[] }> {
  const shown = await filesOf(ctx, text)
  const body = withTargets(text.content.body, ({ target }) => {
    const [address = '', rest = ''] = target.split(/(?=[?#])(.*)/s)
    const upload = shown.find(({ uploadId }) => address === `/api/v1/uploads/${uploadId}`)
    const linked = texts.find(({ url }) => url === address)
    const path = upload?.path ?? linked?.path
    return path === undefined ? target : relativeTo(text.path, path) + rest
  })
  return { file: textFrom(await frontMatter(ctx, text), body), shown }
}

/** In this order, without what is not said. */
async function frontMatter(ctx: Context, { content, note, settings, language }: PublicText) {
  const { title, slug, summary } = content
  const words = { title, slug, summary }
  if (language !== settings.language) return { ...words, note: note ?? undefined }
  const { kind, section, tags, series, part, author, owner, freshUntil } = settings
  return {
    ...words,
    ...{ kind, section: section ?? undefined },
    ...(tags.length > 0 && { tags }),
    ...{ series: series ?? undefined, part: part ?? undefined },
    ...{ author, owner },
    checkBy: freshUntil?.replace(/T00:00:00\.000Z$/, ''),
    readers: await writtenReaders(ctx, settings),
    note: note ?? undefined
  }
}

/** The files that a text shows: where they were, or beside it in a folder of its name. */
async function filesOf(ctx: Context, { id, article, content }: PublicText): Promise<ShownFile[]> {
  const ids = uploadIdsIn(content.body)
  if (ids.length === 0) return []
  const rows = await ctx.db
    .select({ id: uploads.id, name: uploads.name, kind: uploads.parentKind, of: uploads.parentId })
    .from(uploads)
    .where(inArray(uploads.id, ids))
  const placed = await ctx.db.select().from(articleFiles).where(inArray(articleFiles.uploadId, ids))
  const taken = new Set<string>()
  const files: ShownFile[] = []
  for (const uploadId of ids) {
    const row = rows.find((one) => one.id === uploadId)
    if (row?.kind !== 'article' || row.of !== id) continue
    const known = placed.find((one) => one.uploadId === uploadId && one.articleId === id)?.path
    const path = known ?? unusedName(`${article}/${row.name}`, taken)
    taken.add(path)
    const hash = hashOf(await storedBytes(ctx, uploadId))
    files.push({ path, uploadId, hash, isNew: known === undefined })
  }
  return files
}

function unusedName(path: string, taken: ReadonlySet<string>): string {
  const { dir, name, ext } = posix.parse(path)
  const candidates = [
    path,
    ...Array.from({ length: 100 }, (_, at) => `${dir}/${name}-${at + 2}${ext}`)
  ]
  return candidates.find((one) => !taken.has(one)) ?? path
}
