import type { Snapshot } from '@stoa/api'
import type { Locale } from '@stoa/messages'
import { differences, type Piece } from './differences.server.ts'
import { timeParts } from './part-kinds.ts'
import { isValue, labelOf, valueOf } from './part-words.ts'

/** How one part of what waits for an approval differs from what was read; `name` as in its snapshot. */
export type ChangedPart = { name: string; label: string; pieces: Piece[] }

/**
 * What was read against what is there now, part by part: texts word by word, values as a whole.
 * @param read the parts of the snapshot that was read, see `partsIn`
 */
export function changedParts(
  read: Snapshot['parts'],
  { parts: now }: Snapshot,
  locale: Locale
): ChangedPart[] {
  const [before, after] = [textsIn(read), textsIn(now)]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  return names
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => ({
      name,
      label: labelOf(name, locale),
      pieces: piecesOf(name, before.get(name) ?? '', after.get(name) ?? '').map((piece) => ({
        ...piece,
        text: valueOf(name, piece.text, locale)
      }))
    }))
}

function piecesOf(name: string, before: string, after: string): Piece[] {
  if (!isValue(name)) return differences(before, after)
  const replaced = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after }
  ] as const
  return replaced.filter(({ text }) => text !== '')
}

const textsIn = (parts: Snapshot['parts']) => new Map(parts.map(({ name, text }) => [name, text]))

/** Whether a form sends parts that a page of ours could have sent, or none. */
export function isRead(read: string): boolean {
  try {
    const parsed: unknown = JSON.parse(read || '[]')
    return Array.isArray(parsed) && parsed.every(isPart)
  } catch {
    return false
  }
}

/** The parts that were read, as a form sends them; see `isRead`. */
export function partsIn(read: string): Snapshot['parts'] {
  try {
    const parsed: unknown = JSON.parse(read)
    return Array.isArray(parsed) && parsed.every(isPart) ? parsed : []
  } catch {
    return []
  }
}

const isPart = (one: unknown): one is Snapshot['parts'][number] =>
  typeof one === 'object' &&
  one !== null &&
  'name' in one &&
  'text' in one &&
  typeof one.name === 'string' &&
  typeof one.text === 'string' &&
  isShown(one.name, one.text)

/** Whether a page can show it: a name as `title` or `body.zh-CN`, and a time that is one. */
const isShown = (name: string, text: string) =>
  /^[a-z]+(?:\.[\da-z-]+)?$/i.test(name) && !(timeParts.has(name) && Number.isNaN(Date.parse(text)))
