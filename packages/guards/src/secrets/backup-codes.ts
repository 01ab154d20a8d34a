import type { Detector, Finding } from '../detector.ts'
import { hasLabel, labelsIn, type Label, type LabelKind } from './labels.ts'

const code = String.raw`(?:[a-z0-9]{4,6}[- ][a-z0-9]{4,6}|[a-z0-9]{8,12}|\d{6,10})(?![\w-])`
const gap = String.raw`[\s,;，、；|/*•.)]{1,6}(?:\d{1,2}[.)、:] ?)?`
/**
 * Text between the label and the first code: no end of a sentence and no other number of that size.
 */
const lead = String.raw`(?:(?!\. )[^\d。！？!?]|\d{1,2}(?!\d)){0,60}?(?<![\w-])`
const first = new RegExp(`^(${lead})(?=[a-z0-9 -]{0,9}\\d)(?<codes>${code})`, 'i')
const others = new RegExp(`^(?:${gap}(?=[a-z0-9 -]{0,9}\\d)${code}){0,24}`, 'i')

/** Finds backup codes of a second factor after a label for them. */
export const findBackupCodes: Detector = (text) => [
  ...labelsIn(text).flatMap((label) => (label.kind === 'backup' ? codesBehind(text, label) : [])),
  ...(hasLabel(text, ofCodes) ? listedCodes(text) : [])
]

/** Four or more lines that contain only a code in two groups. */
const listed =
  /(?<=^|\n)(?:[ \t]{0,4}(?:\d{1,2}[.)] ?)?(?=[a-z\d -]{0,9}\d)(?!(?:19|20)\d\d[ -](?:19|20)\d\d)(?:\d{4}[ -]\d{4}|[a-z\d]{5}-[a-z\d]{5})[ \t]{0,4}(?:\n|$)){4,24}/gi
const ofCodes: readonly LabelKind[] = ['totp', 'code', 'backup']

/**
 * Finds lists of codes with a label of second factors nearby, not necessarily right before them.
 */
const listedCodes = (text: string): Finding[] =>
  Array.from(text.matchAll(listed), ({ 0: lines, index }) => ({
    ...{ kind: 'one_time_code' as const, start: index, end: index + lines.trimEnd().length }
  })).filter(({ start, end }) =>
    labelsIn(text).some(
      (label) =>
        ofCodes.includes(label.kind) && label.end >= start - 200 && label.start <= end + 100
    )
  )

function codesBehind(text: string, label: Label): Finding[] {
  const found = first.exec(text.slice(label.end, label.end + 90))
  const given = found?.groups?.['codes'] ?? ''
  if (!found || !isCode(given)) return []
  const start = label.end + found[0].length - given.length
  const rest = text.slice(start + given.length, start + 500)
  const end = start + given.length + (others.exec(rest)?.[0].length ?? 0)
  return [{ kind: 'one_time_code', start, end }]
}

/** Excludes dates, years, and words with a number. */
const isCode = (given: string) =>
  !/^(?:(?:19|20)\d{2}[- ]?\d{2}[- ]?\d{2}|[a-z]{4,6} \d{4,6}|\d{4,6} [a-z]{4,6})$/i.test(given)
