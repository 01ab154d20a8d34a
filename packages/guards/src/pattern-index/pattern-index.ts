import { anyCharacter, beginningsOf } from './beginnings.ts'

/** Patterns that may match at a position, in the given order. */
type Patterns<T> = readonly Pattern<T>[]
type Pattern<T> = { is: T; pattern: RegExp }

/** Patterns by their second character; `other` are those that continue with any character. */
type Start<T> = { next: Map<number, Pattern<T>[]>; other: Pattern<T>[] }

/**
 * An index for searching many patterns at once: each is tried only where the text has its first two
 * characters. At most positions, no pattern starts.
 */
export class PatternIndex<T> {
  /** Index into `starts` by first character; 0 if no pattern starts with it. */
  readonly #places = new Uint16Array(0x1_0000)
  readonly #starts: Start<T>[] = [newStart()]

  /**
   * @param flags of all patterns, `i` or `u`
   * @throws Error for a pattern that starts with any character
   */
  constructor(patterns: readonly (readonly [is: T, source: string])[], flags: string) {
    for (const [is, source] of patterns) {
      const pattern = { is, pattern: new RegExp(source, `${flags}y`) }
      const beginnings = beginningsOf(source)
      for (const one of flags.includes('i') ? inAnyCase(beginnings) : beginnings) {
        if (one === '' || one.startsWith(anyCharacter)) throw new Error(`no beginning: ${source}`)
        this.#add(one, pattern)
      }
    }
  }

  #add(beginning: string, pattern: Pattern<T>) {
    const first = beginning.charCodeAt(0)
    this.#places[first] ||= this.#starts.push(newStart()) - 1
    const { next, other } = this.#starts[this.#places[first] ?? 0] ?? newStart<T>()
    if (beginning.length > 1 && !beginning.endsWith(anyCharacter)) {
      const second = beginning.charCodeAt(1)
      if (!next.has(second)) next.set(second, [...other])
      addOnce(next.get(second) ?? [], pattern)
    } else for (const patterns of [other, ...next.values()]) addOnce(patterns, pattern)
  }

  /** Patterns that may match at this position. */
  at(text: string, place: number): Patterns<T> {
    const start = this.#places[text.charCodeAt(place)] ?? 0
    if (start === 0) return none
    const found = this.#starts[start]
    return found?.next.get(text.charCodeAt(place + 1)) ?? found?.other ?? none
  }
}

const none: readonly never[] = []
const newStart = <T>(): Start<T> => ({ next: new Map(), other: [] })

function addOnce<T>(patterns: Pattern<T>[], pattern: Pattern<T>) {
  if (patterns.at(-1) !== pattern) patterns.push(pattern)
}

const inAnyCase = (beginnings: ReadonlySet<string>): Set<string> => {
  const forms = (text: string) => [text, text.toLowerCase(), text.toUpperCase()]
  return new Set(
    Array.from(beginnings).flatMap(([first = '', second]) =>
      forms(first).flatMap((one) =>
        second === undefined ? one : forms(second).map((other) => one + other)
      )
    )
  )
}

/** End of a match that starts at this position; undefined without one. */
export function endOf(pattern: RegExp, text: string, place: number): number | undefined {
  pattern.lastIndex = place
  return pattern.test(text) ? pattern.lastIndex : undefined
}
