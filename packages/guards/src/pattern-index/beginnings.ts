/** Number of characters by which beginnings are distinguished. */
export const beginningLength = 2

/** Stands for any character. */
export const anyCharacter = '\0'

type Beginnings = ReadonlySet<string>

/** Character ranges up to this size are expanded. */
const maxRange = 128

/**
 * Returns the first characters of everything a pattern may match, fewer if a match may be shorter.
 * It may return too many, never too few; lookarounds are ignored.
 * @param source of a regular expression, without its flags
 */
export function beginningsOf(source: string): Beginnings {
  return new PatternReader(source).alternatives()
}

/** Splits a pattern into its alternatives, also if one group contains them all. */
export function alternativesOf(source: string): string[] {
  const reader = new PatternReader(source)
  const ends: number[] = []
  do {
    reader.sequence()
    ends.push(reader.at)
  } while (reader.take('|'))
  if (ends.length > 1)
    return ends.flatMap((end, at) =>
      alternativesOf(source.slice(at && (ends[at - 1] ?? 0) + 1, end))
    )
  const within = new PatternReader(source).wholeGroup()
  return within === undefined ? [source] : alternativesOf(within)
}

const nothing: Beginnings = new Set([''])
const anything: Beginnings = new Set([anyCharacter])
const digits: Beginnings = new Set('0123456789')

/** Escapes that stand for no single character. */
const classes: Record<string, Beginnings> = {
  ...{ d: digits, b: nothing, B: nothing },
  ...{ D: anything, w: anything, W: anything, s: anything, S: anything }
}
const controls: Record<string, string> = { n: '\n', t: '\t', r: '\r' }

/** Reads the syntax of regular expressions from left to right, as far as their beginnings need. */
class PatternReader {
  at = 0
  readonly #source: string

  constructor(source: string) {
    this.#source = source
  }

  take(text: string): boolean {
    const isNext = this.#source.startsWith(text, this.at)
    if (isNext) this.at += text.length
    return isNext
  }

  #takeMatch(pattern: RegExp): string[] | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.#source)
    if (found) this.at = pattern.lastIndex
    return found ?? undefined
  }

  alternatives(): Beginnings {
    const all = new Set<string>()
    do for (const one of this.sequence()) all.add(one)
    while (this.take('|'))
    return all
  }

  sequence(): Beginnings {
    let all = nothing
    while (this.at < this.#source.length && !/[|)]/.test(this.#source.charAt(this.at))) {
      const one = this.#atom()
      const [least, most] = this.#times()
      for (let times = 1; times <= Math.min(most, beginningLength); times += 1)
        all = times <= least ? joined(all, one) : new Set([...all, ...joined(all, one)])
    }
    return all
  }

  /** The content of a group that is the whole pattern. */
  wholeGroup(): string | undefined {
    if (!this.take('(?:')) return undefined
    this.alternatives()
    return this.at === this.#source.length - 1 ? this.#source.slice(3, -1) : undefined
  }

  #atom(): Beginnings {
    if (this.#takeMatch(/\(\?<?[=!]/y)) {
      this.#group()
      return nothing
    }
    if (this.#takeMatch(/\((?:\?:|\?<\w+>)?/y)) return this.#group()
    if (this.#takeMatch(/[$^]/y)) return nothing
    if (this.take('[')) return this.#characterClass()
    return this.take('.') ? anything : this.#character()
  }

  #group(): Beginnings {
    const within = this.alternatives()
    this.take(')')
    return within
  }

  /** Reads a quantifier; lazy ones have the same bounds. */
  #times(): [least: number, most: number] {
    const [found = '', least, comma, most] =
      this.#takeMatch(/(?:[?*+]|\{(\d+)(,?)(\d*)\})\??/y) ?? []
    if (least !== undefined)
      return [Number(least), comma ? Number(most || Infinity) : Number(least)]
    if (found === '') return [1, 1]
    return [found.startsWith('+') ? 1 : 0, found.startsWith('?') ? 1 : Infinity]
  }

  #characterClass(): Beginnings {
    const isOfOthers = this.take('^')
    const all = new Set<string>()
    while (!this.take(']')) {
      const from = this.#character()
      const to = this.#takeMatch(/-(?!\])/y) ? this.#character() : undefined
      for (const one of to ? rangeOf(from, to) : from) all.add(one)
    }
    return isOfOthers || all.has(anyCharacter) ? anything : all
  }

  #character(): Beginnings {
    if (!this.take('\\')) return new Set([this.#next()])
    if (this.#takeMatch(/[pP]\{[^}]*\}|k<\w+>/y)) return anything
    const [, code] = this.#takeMatch(/(?:x(?=.{2})|u(?=.{4}))((?<=x)..|(?<=u).{4})/y) ?? []
    if (code !== undefined) return new Set([String.fromCharCode(Number.parseInt(code, 16))])
    const next = this.#next()
    return classes[next] ?? new Set([controls[next] ?? next])
  }

  /** Reads a code point; a surrogate pair counts as both units. */
  #next(): string {
    const character = String.fromCodePoint(this.#source.codePointAt(this.at) ?? 0)
    this.at += character.length
    return character
  }
}

function rangeOf(from: Beginnings, to: Beginnings): Beginnings {
  const [first = 0, last = 0] = [from, to].map(([one = '']) => one.codePointAt(0) ?? 0)
  if (last - first > maxRange) return anything
  return new Set(
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index))
  )
}

/** Beginnings that are long enough are kept unchanged. */
function joined(beginnings: Beginnings, next: Beginnings): Beginnings {
  const all = new Set<string>()
  for (const one of beginnings)
    if (one.length >= beginningLength) all.add(one)
    else for (const other of next) all.add((one + other).slice(0, beginningLength))
  return all
}
