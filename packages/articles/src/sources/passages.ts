import { codeLines } from './clean.ts'

/** Characters in a row that two texts share by chance in no sentence: fewer if all are Chinese. */
const runLength = 20
const hanRunLength = 8

/** Shorter secrets are removed only from paragraphs that come from the text they stood in. */
const minSecret = 6

/** Shorter paragraphs are compared by nothing, such as a heading of one word. */
const minParagraph = 12

/** Letters and digits alone: how they are marked up, spaced and punctuated makes no difference. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** The runs of a text, one after the other. */
function* runsOf(text: string): Generator<string> {
  yield* windows(text, runLength)
  for (const [stretch] of text.matchAll(/\p{Script=Han}+/gu)) yield* windows(stretch, hanRunLength)
}

function* windows(text: string, length: number): Generator<string> {
  for (let at = 0; at + length <= text.length; at += 1) yield text.slice(at, at + length)
}

const weightOf = (text: string) => text.length + 2 * (text.match(/\p{Script=Han}/gu)?.length ?? 0)

/** Tests whether a paragraph repeats words of a text, whatever was changed around them. */
function repeating(text: string): (paragraph: string) => boolean {
  const whole = bare(text)
  const runs = new Set(runsOf(whole))
  return (paragraph) => {
    const written = bare(paragraph)
    if (weightOf(written) >= minParagraph && whole.includes(written)) return true
    for (const run of runsOf(written)) if (runs.has(run)) return true
    return false
  }
}

/** What is taken out of an article: all words of a source, or the secret that stood in it. */
export type Removal = { source: string; secret?: string | undefined }

/**
 * Returns the test for paragraphs that have to go. Without a secret: those that share a run of 20
 * letters and digits with the source, or of 8 if they are Chinese, or stand in it as a whole. With
 * one: those that share such a run with the secret, or contain one of its lines; a line shorter than
 * six characters, or than two Chinese ones, counts only in a paragraph that comes from the source.
 */
export function removalTest({ source, secret }: Removal): (paragraph: string) => boolean {
  const isOfSource = repeating(source)
  if (secret === undefined) return isOfSource
  const isOfSecret = repeating(secret)
  const lines = secret.split('\n').map(bare).filter(Boolean)
  return (paragraph) => {
    const written = bare(paragraph)
    const isInside = (line: string) =>
      written.includes(line) && (weightOf(line) >= minSecret || isOfSource(paragraph))
    return isOfSecret(paragraph) || lines.some(isInside)
  }
}

/** Returns the test for what any of the removals takes away, which tests no text twice. */
export function anyRemovalTest(removals: readonly Removal[]): (text: string) => boolean {
  const tests = removals.map(removalTest)
  const known = new Map<string, boolean>()
  return (text) => {
    const verdict = known.get(text) ?? tests.some((test) => test(text))
    known.set(text, verdict)
    return verdict
  }
}

/** The paragraphs of a Markdown text, between empty lines. Code is one, and each line of `:::`. */
export function paragraphsOf(markdown: string): string[] {
  const isCode = codeLines()
  const paragraphs: string[][] = [[]]
  for (const line of markdown.split('\n')) {
    const isAlone = !isCode(line) && (line.trim() === '' || line.startsWith(':::'))
    if (isAlone) paragraphs.push([line], [])
    else paragraphs.at(-1)?.push(line)
  }
  return paragraphs.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
}

export type Removed = { text: string; places: number[]; count: number }

/**
 * Puts a marker in place of the paragraphs that have to go.
 * @param test by the paragraph and its place
 */
export function withoutParagraphs(
  markdown: string,
  marker: string,
  test: (paragraph: string, place: number) => boolean
): Removed {
  const paragraphs = paragraphsOf(markdown)
  const places = paragraphs.flatMap((paragraph, place) => (test(paragraph, place) ? [place] : []))
  const gone = new Set(places)
  const left = paragraphs.map((paragraph, place) => (gone.has(place) ? marker : paragraph))
  return { text: left.join('\n'), places, count: paragraphs.length }
}
