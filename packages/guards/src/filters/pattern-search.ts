import { RE2JS } from 're2js'
import type { Passage } from '../detector.ts'
import { normal } from '../text-forms/normal.ts'

/** Searches a pattern (RE2) in linear time; returns passages of the given text. */
export function patternSearch(value: string): (given: string) => Passage[] {
  const pattern = RE2JS.compile(value)
  return (given) => {
    const { text, at } = normal(given)
    return passagesIn(pattern, text).map(({ start, end }) => ({ start: at(start), end: at(end) }))
  }
}

/** Passages that a pattern matches, except empty matches. */
export function passagesIn(pattern: RE2JS, text: string): Passage[] {
  const matcher = pattern.matcher(text)
  const found: Passage[] = []
  while (matcher.find())
    if (matcher.end() > matcher.start()) found.push({ start: matcher.start(), end: matcher.end() })
  return found
}
