import { LineCounter, parseDocument, stringify } from 'yaml'
import { FileError } from './failures.ts'

/** Values of YAML, and the line of each key. */
export type Values = { values: Record<string, unknown>; lineOf(key: string): number }

export type TextFile = Values & {
  body: string
  /** Of the first line below the front matter, from 1. */
  bodyLine: number
}

const linesIn = (text: string) => text.split('\n').length

const head = /^---[ \t]*\n([^]*?\n|)---[ \t]*(?:\n|$)/

/**
 * Splits a file into its front matter and its text.
 * @throws FileError
 */
export function readTextFile(bytes: Buffer): TextFile {
  const text = decoded(bytes)
  const [whole, yaml] = head.exec(text) ?? []
  if (whole === undefined || yaml === undefined)
    throw new FileError(1, 'has no front matter: begin with values between two lines ---')
  const { value, lineAt } = yamlOf(yaml, 1)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FileError(1, 'has a front matter without keys such as “title: …”')
  const body = text.slice(whole.length)
  const blank = /^(?:[ \t]*\n)*/.exec(body)?.[0] ?? ''
  return {
    values: value as Record<string, unknown>,
    lineOf: (key) => lineAt([key]),
    body,
    bodyLine: linesIn(whole.trimEnd()) + linesIn(blank)
  }
}

/**
 * Reads a YAML file with a list.
 * @throws FileError
 */
export function readList(bytes: Buffer): Values[] {
  const { value, lineAt } = yamlOf(decoded(bytes), 0)
  if (!Array.isArray(value)) throw new FileError(1, 'is no list: begin each entry with “- ”')
  return value.map((entry: unknown, at) => {
    if (typeof entry !== 'object' || entry === null)
      throw new FileError(lineAt([at]), 'is an entry without keys such as “slug: …”')
    return { values: entry as Record<string, unknown>, lineOf: (key) => lineAt([at, key]) }
  })
}

function decoded(bytes: Buffer): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.replaceAll('\r\n', '\n')
  } catch {
    throw new FileError(1, 'is no UTF-8: save it in that encoding')
  }
}

/** @param before lines of the file above the YAML */
function yamlOf(text: string, before: number) {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  const lineOf = (place: number) => before + lineCounter.linePos(place).line
  const [error] = document.errors
  if (error) throw new FileError(lineOf(error.pos[0]), `is no valid YAML: ${error.message}`)
  const lineAt = (path: (string | number)[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as { range?: number[] } | undefined
      if (node?.range?.[0] !== undefined) return lineOf(node.range[0])
    }
    return before + 1
  }
  try {
    return { value: document.toJS() as unknown, lineAt }
  } catch (error) {
    throw new FileError(before + 1, `is no valid YAML: ${String(error)}`)
  }
}

/** Values as YAML, without those that are undefined. The same values give the same bytes. */
export const yamlFrom = (values: unknown): string => stringify(values, { lineWidth: 0 })

export const textFrom = (values: object, body: string): string =>
  `---\n${yamlFrom(values)}---\n\n${body}\n`
