import type { Detector, Finding } from '../detector.ts'

const encoded = /(?<![\w+/=-])(?:[A-Za-z0-9+/]{4}){9,200}(?:[A-Za-z0-9+/]{2,3}={0,2})?(?![\w+/=])/g
const sentence = /^[\x20-\x7e\s]*[a-z]{3}[\x20-\x7e\s]*$/

/** Runs detectors on texts encoded in Base64, as readers can decode them. */
export const inBase64 =
  (detectors: readonly Detector[]): Detector =>
  (text) =>
    Array.from(text.matchAll(encoded)).flatMap(({ 0: given, index }): Finding[] => {
      const said = decoded(given)
      if (!sentence.test(said)) return []
      const [found] = detectors.flatMap((detect) => detect(said))
      return found ? [{ kind: found.kind, start: index, end: index + given.length }] : []
    })

function decoded(text: string): string {
  try {
    return atob(text)
  } catch {
    return ''
  }
}
