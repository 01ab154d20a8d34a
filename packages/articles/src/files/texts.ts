import type { Problem } from '@stoa/core'
import { FileError, attempt, type Failure } from './failures.ts'
import type { Folder, FoundFile } from './folder.ts'
import { readTextFile, type TextFile } from './front-matter.ts'
import { textPathOf, type TextPath } from './paths.ts'
import { checked, originalFile, translationFile, type OriginalFile } from './shapes.ts'

type Words = Pick<OriginalFile, 'title' | 'slug' | 'summary' | 'note' | 'body'>

/** A file of an article in one language. */
export type Text = TextPath &
  Pick<TextFile, 'bodyLine' | 'lineOf'> & {
    words: Words
    /** Of the original language: where the article stands, for whom, and who keeps it. */
    settings?: OriginalFile
    bytes: Buffer
  }

/** Four bytes for each character of the longest body, and the front matter. */
const maxBytes = 300_000

/** Reads all files of articles. Each that is refused is a failure, and the others go on. */
export async function readTexts({
  files
}: Folder): Promise<{ texts: Text[]; failures: Failure[] }> {
  const texts: Text[] = []
  const failures: Failure[] = []
  for (const file of files.values()) {
    if (!file.path.endsWith('.md') || /(^|\/)README\.md$/.test(file.path)) continue
    failures.push(...(await readText(file, texts)))
  }
  const isRepeated = doubleOriginals(texts)
  return {
    texts: texts.filter((text) => !isRepeated(text)),
    failures: [...failures, ...texts.filter(isRepeated).map(twoOriginals)]
  }
}

async function readText(file: FoundFile, into: Text[]): Promise<Failure[]> {
  let lineOf: (error: Problem) => number = () => 1
  const work = async () => {
    const found = textPathOf(file.path)
    if (!found) throw new FileError(1, 'is not named as name.language.md, such as fees.en.md')
    if (file.bytes > maxBytes)
      throw new FileError(1, `is longer than an article may be: split it (${file.bytes} bytes)`)
    const bytes = await file.read()
    const { values, body, ...rest } = readTextFile(bytes)
    lineOf = (error) => problemLine(error, rest)
    const given = { values: { ...values, body }, lineOf: rest.lineOf }
    const settings = 'kind' in values ? checked(originalFile, given) : undefined
    const words = settings ?? checked(translationFile, given)
    into.push({ ...found, ...rest, bytes, words, ...(settings && { settings }) })
  }
  return attempt(file.path, work, (error) => lineOf(error))
}

/** Fields of verbs by other names than in files. */
const keys: Record<string, string> = { freshUntil: 'checkBy', readerGroups: 'readers' }

/** The line that a problem is about. */
export function problemLine(
  { errors: [first] }: Problem,
  { lineOf, bodyLine }: Pick<TextFile, 'lineOf' | 'bodyLine'>
): number {
  const [field = ''] = first?.path.split('.') ?? []
  return field === 'body' ? bodyLine : lineOf(keys[field] ?? field)
}

/** Condition: the article of a text has more than one original. */
function doubleOriginals(texts: readonly Text[]) {
  const originals = Map.groupBy(
    texts.filter(({ settings }) => settings),
    ({ article }) => article
  )
  return ({ article }: Text) => (originals.get(article)?.length ?? 0) > 1
}

const twoOriginals = ({ path, settings, lineOf }: Text): Failure => {
  const message = settings
    ? 'is not the only original: leave “kind” and what only originals have in one language'
    : 'has two originals: see the files of the other languages'
  const line = settings ? lineOf('kind') : 1
  return { file: path, line, error: new FileError(line, message) }
}
