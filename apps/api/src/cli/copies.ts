import { DOMParser, type Element } from '@xmldom/xmldom'
import { signatureNamespace } from '../plugins/atom.ts'

/** A signed copy as found: JSON with `document` and `signature`. */
export type FoundCopy = {
  text: string
  /** The item's title in the feed. */
  title?: string
}

/**
 * Extracts the signed copies from a file: a single copy, or one per item of an Atom feed or JSON
 * Feed. Items without a copy get an empty text.
 */
export function copiesIn(text: string): FoundCopy[] {
  const json = parsed(text)
  if (json === undefined) return copiesInAtom(text)
  return isJsonFeed(json) ? json.items.map(copyOfItem) : [{ text }]
}

type Item = { title?: unknown; _stoa?: { document?: unknown; signature?: unknown } }

const isJsonFeed = (json: unknown): json is { items: Item[] } =>
  typeof json === 'object' && json !== null && 'items' in json && Array.isArray(json.items)

const copyOfItem = ({ title, _stoa }: Item): FoundCopy => ({
  title: String(title),
  text: _stoa ? JSON.stringify({ document: _stoa.document, signature: _stoa.signature }) : ''
})

function copiesInAtom(text: string): FoundCopy[] {
  const entries = rootOf(text)?.getElementsByTagName('entry') ?? []
  return [...entries].map((entry) => ({ title: textIn(entry, 'title'), text: copyOfEntry(entry) }))
}

function copyOfEntry(entry: Element): string {
  const [document, signature] = ['document', 'signature'].map(
    (name) => entry.getElementsByTagNameNS(signatureNamespace, name)[0]?.textContent
  )
  return document && signature ? JSON.stringify({ document: parsed(document), signature }) : ''
}

const textIn = (entry: Element, name: string) =>
  entry.getElementsByTagName(name)[0]?.textContent ?? ''

function rootOf(text: string): Element | null {
  try {
    const parser = new DOMParser({ onError: refuse })
    return parser.parseFromString(text, 'application/xml').documentElement
  } catch {
    return null
  }
}

function refuse(_level: string, message: string): never {
  throw new Error(message)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
