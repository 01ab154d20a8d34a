import { recordSecurityEvent } from '@stoa/accounts'
import type { Context } from '@stoa/core'
import { authorize } from '../policy.ts'
import { addressesOf } from './addresses.ts'
import { attempt, type Failure } from './failures.ts'
import { readFolder } from './folder.ts'
import { importSections } from './import-sections.ts'
import { importSeries, misplaced } from './import-series.ts'
import { importText, type Outcome } from './import-text.ts'
import { problemLine, readTexts, type Text } from './texts.ts'

export type ImportOptions = {
  /** Publishes at once; otherwise each version waits for a second person. */
  publish?: boolean
  /** When an article, by its path, is written. Default: `ctx.now`. */
  at?(article: string): string
  report?(done: number, total: number): void
}

/** Numbers of texts, and the files that were refused. */
export type Imported = Record<Outcome | 'published', number> & { failures: Failure[] }

/**
 * Imports the articles in a folder, whose form `docs/articles.md` describes, as the actor. A file
 * that is refused keeps no other from being imported; an unchanged one changes nothing.
 * @throws Problem 401, 403 as `rules.write`; Error of Node if the folder cannot be read
 */
export async function importArticles(
  ctx: Context,
  path: string,
  { publish = false, at = () => ctx.now, report }: ImportOptions = {}
): Promise<Imported> {
  authorize.write(ctx.actor)
  const folder = await readFolder(path)
  const failures = [
    ...folder.failures,
    ...(await importSections(ctx, folder, publish)),
    ...(await importSeries(ctx, folder))
  ]
  const { texts, failures: unread } = await readTexts(folder)
  const { addresses, failures: unaddressed } = await addressesOf(ctx, texts)
  const displaced = misplaced(texts)
  failures.push(...unread, ...unaddressed, ...displaced)
  const imported = { created: 0, changed: 0, unchanged: 0, published: 0 }
  const importable = texts
    .filter(({ path }) => addresses.has(path) && !displaced.some(({ file }) => file === path))
    .toSorted(originalsFirst)
  for (const [done, text] of importable.entries()) {
    const work = async () => {
      const options = { folder, addresses, publish }
      const { outcome, isPublished } = await importText(
        { ...ctx, now: at(text.article) },
        text,
        options
      )
      imported[outcome] += 1
      if (isPublished) imported.published += 1
    }
    failures.push(...(await attempt(text.path, work, (error) => problemLine(error, text))))
    report?.(done + 1, importable.length)
  }
  if (imported.published > 0)
    await recordSecurityEvent(ctx, 'articles.imported', {
      details: { published: imported.published }
    })
  return { ...imported, failures: failures.toSorted(byPlace) }
}

/** Translations need their original. */
const originalsFirst = (one: Text, other: Text) =>
  Number(Boolean(other.settings)) - Number(Boolean(one.settings)) || byText(one.path, other.path)

const byText = (one: string, other: string) => (one < other ? -1 : 1)

const byPlace = (one: Failure, other: Failure) =>
  one.file === other.file ? one.line - other.line : byText(one.file, other.file)
