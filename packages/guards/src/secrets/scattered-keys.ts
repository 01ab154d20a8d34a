import type { Finding, Passage } from '../detector.ts'
import { labelsIn, type LabelKind } from './labels.ts'

/** A key of 51, 52, 87 or 88 characters with spaces inside. */
const groups =
  /(?<![A-Za-z0-9])[1-9A-HJ-NP-Za-km-z]{6,50}(?:[ \t\r\n]{1,3}[1-9A-HJ-NP-Za-km-z]{4,50}){1,12}(?![A-Za-z0-9])/g
const piece = /(?<![0-9a-z])(?:0x)?(?=[0-9a-f]*\d)[0-9a-f]{8,60}(?![0-9a-z])/gi
const ofKeys: readonly LabelKind[] = ['key', 'phrase']
/** Maximum distance between pieces, and from their label. */
const reach = 400

/** Finds private keys in pieces, with words or table cells between them, by their total length. */
export function findScattered(text: string): Finding[] {
  const labels = labelsIn(text).filter(({ kind }) => ofKeys.includes(kind))
  if (labels.length === 0) return []
  return [...hexKeys(text, labels), ...groupedKeys(text, labels)]
}

const isBeside = (labels: Passage[], start: number, end: number) =>
  labels.some((label) => label.end > start - reach && label.start < end + reach)

/** Words contain no digits, and rarely a capital after the first letter. */
const isMixed = (group: string) => /\d/.test(group) || /[a-z][A-Z]/.test(group)

function groupedKeys(text: string, labels: Passage[]): Finding[] {
  return Array.from(text.matchAll(groups)).flatMap(({ 0: given, index }): Finding[] => {
    const parts = given.split(/\s+/)
    const whole = parts.filter(isMixed).join('')
    const [start, end] = [index, index + given.length]
    const isKey = [51, 52, 87, 88].includes(whole.length) && /\d/.test(whole)
    return isKey && isBeside(labels, start, end) ? [{ kind: 'private_key', start, end }] : []
  })
}

function hexKeys(text: string, labels: Passage[]): Finding[] {
  const pieces = Array.from(text.matchAll(piece), ({ 0: { length }, index }) => {
    return { start: index, end: index + length }
  })
  return pieces.flatMap((_, from) => {
    const end = endOfKey(text, pieces, from)
    const start = pieces[from]?.start ?? 0
    const isBeside = labels.some(
      (label) => label.end > start - reach && label.start < (end ?? 0) + reach
    )
    return end !== undefined && isBeside ? [{ kind: 'private_key', start, end }] : []
  })
}

/** End of the pieces that have exactly 64 digits together; undefined otherwise. */
function endOfKey(text: string, pieces: Passage[], from: number): number | undefined {
  let digits = 0
  let last = pieces[from]
  for (const next of pieces.slice(from, from + 8)) {
    if (!last || next.start - last.end > reach) return undefined
    digits += text.slice(next.start, next.end).replace(/^0x/i, '').length
    if (digits >= 64) return digits === 64 && next !== pieces[from] ? next.end : undefined
    last = next
  }
  return undefined
}
