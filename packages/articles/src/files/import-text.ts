import { transaction, type Context } from '@stoa/core'
import { createArticle, saveVersion } from '../writing/draft.ts'
import { publishAsOperator } from '../writing/publish.ts'
import { propose } from '../writing/publish.ts'
import { FileError } from './failures.ts'
import { hashOf, placeFiles, type FileSource } from './import-files.ts'
import { changeFrom, settingsFor, storePath } from './import-settings.ts'
import { placePart } from './import-series.ts'
import { isOutdated, recordFiles, storedAt, type StoredArticle } from './stored.ts'
import type { Text } from './texts.ts'

export type Outcome = 'created' | 'changed' | 'unchanged'

type Options = Omit<FileSource, 'stored'> & { publish: boolean }

/**
 * Imports a file of an article, in a transaction of its own. A file that is as it was imported
 * changes nothing.
 * @returns what happened, and whether a version was published
 * @throws FileError, ShownFileError, Problem as the verbs
 */
export async function importText(
  ctx: Context,
  text: Text,
  { publish, ...source }: Options
): Promise<{ outcome: Outcome; isPublished: boolean }> {
  const stored = await storedAt(ctx, text.article)
  checkOriginal(text, stored)
  if (await isOutdated(ctx, text.article, stored))
    throw new FileError(
      1,
      'is from before words of it were redacted: export it, and change that file'
    )
  const found = await compared(ctx, text, { ...source, stored })
  return transaction(ctx, async (ctx) => {
    const saved = await store(ctx, text, found, publish)
    const id = saved?.id ?? stored?.article.id ?? 0
    const waits = saved !== undefined || found.waits
    if (publish && waits) await publishAsOperator(ctx, id, text.language)
    else if (saved) await propose(ctx, id, text.language)
    return { outcome: outcomeOf(saved, found), isPublished: publish && waits }
  })
}

/** What a file says, against what the forum has. */
async function compared(ctx: Context, text: Text, source: FileSource) {
  const { stored, addresses } = source
  const { body, files } = await placeFiles(ctx, text, source)
  const uploadIds = files.map(({ uploadId }) => uploadId)
  const hash = hashOf(Buffer.concat([text.bytes, Buffer.from(`\n${uploadIds.join()}`)]))
  const slug = addresses.get(text.path)
  const { title, summary } = text.words
  const words: Words = { title, summary, body, ...(slug !== undefined && { slug }) }
  const before = stored?.translations.get(text.language)
  const isSaid = before !== undefined && isWritten(before.content, words)
  return {
    ...{ stored, before, files, hash, words, isSaid },
    isSame: before !== undefined && stored?.files.get(text.path)?.hash === hash,
    /** The newest version says this and is not public. */
    waits: isSaid && before.state !== 'published'
  }
}

type Compared = Awaited<ReturnType<typeof compared>>

/**
 * Stores what has changed. Returns the new version, if there is one.
 * @param alone whether more readers need no second person
 */
async function store(ctx: Context, text: Text, found: Compared, alone: boolean) {
  const { stored, files, hash, isSame, isSaid, words } = found
  if (isSame) return undefined
  await keepSettings(ctx, text, stored, alone)
  const saved = isSaid
    ? undefined
    : await save(ctx, text, stored, { ...words, note: text.words.note })
  const id = saved?.id ?? stored?.article.id ?? 0
  await placePart(ctx, id, text.settings?.part)
  const own = { path: text.path, hash, uploadId: null }
  await recordFiles(ctx, id, [...files, own])
  return saved
}

function outcomeOf(saved: object | undefined, { before }: Compared): Outcome {
  if (!saved) return 'unchanged'
  return before ? 'changed' : 'created'
}

type Words = { title: string; slug?: string; summary: string; body: string }

const isWritten = (content: Required<Words>, words: Words) =>
  Object.entries(words).every(([key, value]) => content[key as keyof Words] === value)

function checkOriginal({ article, language, settings, lineOf }: Text, stored?: StoredArticle) {
  if (!stored && !settings)
    throw new FileError(
      1,
      `has no original: give “kind” to one file of ${article} that is imported`
    )
  if (!stored) return
  const original = stored.article.language
  if (settings && original !== language)
    throw new FileError(
      lineOf('kind'),
      `is no original in the forum: put “kind” and what only originals have into ${article}.${original}.md`
    )
  if (!settings && original === language)
    throw new FileError(1, 'is the original in the forum: add “kind”')
}

async function keepSettings(
  ctx: Context,
  { settings, lineOf }: Text,
  stored: StoredArticle | undefined,
  alone: boolean
) {
  if (stored && settings) await changeFrom(ctx, settings, { stored, lineOf, alone })
}

async function save(
  ctx: Context,
  { article, language, settings, lineOf }: Text,
  stored: StoredArticle | undefined,
  words: Words & { note: string | undefined }
) {
  if (stored) {
    const original = stored.translations.get(stored.article.language)
    const revision = String(stored.translations.get(language)?.revision ?? 0)
    const basedOn = original && language !== stored.article.language ? original.revision : undefined
    return saveVersion(ctx, stored.article.id, language, { ...words, revision, basedOn })
  }
  if (!settings) throw new Error(`${article} has no original`)
  const placed = await settingsFor(ctx, settings, lineOf)
  const saved = await createArticle(ctx, { ...words, ...placed, language })
  await storePath(ctx, saved.id, article)
  return saved
}
