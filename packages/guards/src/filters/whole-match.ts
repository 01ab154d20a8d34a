import { RE2JS } from 're2js'

/** True if a pattern (RE2) matches the whole of a text, in linear time. */
export const matchesWhole = (pattern: string, text: string): boolean =>
  RE2JS.compile(pattern).matches(text)
