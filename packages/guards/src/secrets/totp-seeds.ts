import type { Detector, Finding } from '../detector.ts'
import { hasLabel, labelBefore, type LabelKind } from './labels.ts'

const seeds =
  /(?<![\w=+/-])(?:[A-Z2-7]{16,64}|[a-z2-7]{16,64}|(?:[a-z2-7]{4}[ -]){3,15}[a-z2-7]{4}|(?:[A-Z2-7]{4}[ -]){3,15}[A-Z2-7]{4}|(?:[a-z2-7]{8}\n){1,7}[a-z2-7]{8}|(?:[A-Z2-7]{8}\n){1,7}[A-Z2-7]{8})(?![\w+/-])/g
const ofSeeds: readonly LabelKind[] = ['totp', 'key', 'backup', 'code', 'api', 'phrase']

/** Finds secrets of authenticator apps (base32) by their label. */
export const findTotpSeeds: Detector = (text) =>
  !hasLabel(text, ofSeeds)
    ? []
    : Array.from(text.matchAll(seeds))
        .filter(({ 0: given, index }) => isSeed(given) && isCalledSo(text, index))
        .map(({ 0: { length }, index }): Finding => {
          return { kind: 'otpauth', start: index, end: index + length }
        })

/** Without a digit, it may be four words of four letters. */
const isSeed = (given: string) =>
  /[2-7]/.test(given) || (/^[A-Z]+$/.test(given) && given.length % 8 === 0)

function isCalledSo(text: string, index: number): boolean {
  const label = labelBefore(text, index, 72)
  return (
    label !== undefined &&
    ofSeeds.includes(label.kind) &&
    !/[。！？!?]|\. /.test(text.slice(label.end, index))
  )
}
