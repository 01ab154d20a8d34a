import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import { demoFolder } from '../../demo-folder.ts'

/** Values that were read, and where from: messages name the file and the line. */
export type Source = {
  file: string
  /** How many lines of the file stand before it. */
  line: number
  document: Document.Parsed
  lines: LineCounter
  /** The text below a head. */
  body?: string
}

/** Paths of the Markdown files in a folder of the demo, in order, such as `tickets/wd-rule.md`. */
export const markdownFiles = (folder: string): string[] =>
  globSync(`${folder}/**/*.md`, { cwd: fileURLToPath(demoFolder) })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()

/** Reads a JSON file of the demo. As JSON is YAML, mistakes in it have lines, too. */
export const readJson = <T>(file: string, shape: z.ZodType<T>): T =>
  checked(shape, valuesIn(read(file), file))

/** Reads a Markdown file of the demo: the parts of `partsOf`. */
export const readParts = (file: string): Source[] => partsOf(read(file), file)

// Git may check files out with the line ends of Windows.
const read = (file: string) =>
  readFileSync(new URL(file, demoFolder), 'utf8').replaceAll('\r\n', '\n')

/**
 * Splits a Markdown file into heads between lines of `---`, each with the text below it.
 * @throws Error with file and line if the file begins with text or a head does not end
 */
export function partsOf(text: string, file: string): Source[] {
  const pieces = text.split(/^---$/m)
  if (pieces[0]?.trim()) throw new Error(`demo/${file}:1: begins without a head between lines ---`)
  if (pieces.length % 2 === 0) throw new Error(`demo/${file}: a head has no line --- at its end`)
  let line = 0
  return Array.from({ length: (pieces.length - 1) / 2 }, (_, index) => {
    line += newlines(pieces[2 * index])
    const head = pieces[2 * index + 1] ?? ''
    const part = valuesIn(head, file, line)
    line += newlines(head)
    return { ...part, body: pieces[2 * index + 2]?.trim() || undefined }
  })
}

const newlines = (text = '') => text.split('\n').length - 1

function valuesIn(text: string, file: string, line = 0): Source {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const source = { file, line, document, lines }
  for (const { pos, message } of document.errors) throw mistake(source, pos[0], message)
  return source
}

/**
 * Returns the values of a source, with its text as `body`, in a shape.
 * @throws Error with file, line and field of the first mistake
 */
export function checked<T>(shape: z.ZodType<T>, source: Source): T {
  const { document, body } = source
  const values: unknown = document.toJS()
  const whole = body === undefined ? values : { ...(values as object), body }
  const { data, error } = shape.safeParse(whole)
  const [first] = error?.issues ?? []
  if (!first) return data as T
  throw mistake(source, placeOf(document, first.path), `${first.path.join('.')}: ${first.message}`)
}

/** Where the value of a path begins, or the innermost that is there. */
function placeOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as { range?: number[] } | undefined
    if (node?.range?.[0] !== undefined) return node.range[0]
  }
  return document.contents?.range[0] ?? 0
}

const mistake = ({ file, line, lines }: Source, place: number, message: string) =>
  new Error(`demo/${file}:${line + lines.linePos(place).line}: ${message}`)
