import type { Snapshot } from '@stoa/api'
import type { Locale } from '@stoa/messages'
import { timeParts, isValue, labelOf, valueOf } from './words.ts'
import { diffWords, type ChangeObject } from 'diff'

/** How one part of a snapshot differs from what the reader has read; `name` is the snapshot's. */
export type ChangedPart = { name: string; label: string; pieces: Piece[] }

/**
 * Compares what was read with the current snapshot, part by part: texts word by word, values as a
 * whole.
 * @param read parts of the snapshot that was read, see `partsIn`
 */
export function changedParts(
  read: Snapshot['parts'],
  { parts: now }: Snapshot,
  locale: Locale
): ChangedPart[] {
  const [before, after] = [textsIn(read), textsIn(now)]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  return names
    .filter((name) => (before.get(name) ?? '') !== (after.get(name) ?? ''))
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

/** True if the field is empty or contains parts that a page could have sent. */
export function isRead(read: string): boolean {
  try {
    const parsed: unknown = JSON.parse(read || '[]')
    return Array.isArray(parsed) && parsed.every(isPart)
  } catch {
    return false
  }
}

/** Parses the parts that a form sends back; see `isRead`. */
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

/** Accepts names such as `title` and `body.zh-CN`, and valid times only. */
const isShown = (name: string, text: string) =>
  /^[a-z]+(?:\.[\d_a-z-]+)?$/i.test(name) &&
  !(timeParts.has(name) && Number.isNaN(Date.parse(text)))

type Change = ChangeObject<string>
export type Piece = { kind: 'same' | 'added' | 'removed'; text: string }

// Chinese, Japanese and Thai have no spaces between words.
const intlSegmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const usualMilliseconds = 150

/**
 * Compares two texts word by word. If that takes too long because they differ too much, the whole
 * text counts as replaced.
 * @param timeout in milliseconds
 */
export function differences(before: string, after: string, timeout = usualMilliseconds): Piece[] {
  const changes = diffWords(before, after, { intlSegmenter, timeout })
  const pieces = changes?.map(toPiece) ?? [
    { kind: 'removed' as const, text: before },
    { kind: 'added' as const, text: after }
  ]
  return pieces.filter(({ text }) => text !== '')
}

function toPiece({ added, removed, value }: Change): Piece {
  if (added) return { kind: 'added', text: value }
  return { kind: removed ? 'removed' : 'same', text: value }
}
