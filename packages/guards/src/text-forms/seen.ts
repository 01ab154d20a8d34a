import type { Normal } from './normal.ts'

/** A rendered text with the positions of the first and last removed mark. */
type Seen = Normal & { first: number; last: number }

const entities: Record<string, string> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', shy: '', zwnj: '', zwj: '' },
  ...{
    colon: ':',
    comma: ',',
    period: '.',
    lowbar: '_',
    hyphen: '-',
    dash: '-',
    num: '#',
    excl: '!'
  },
  ...{
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    Tab: ' ',
    NewLine: '\n',
    equals: '=',
    commat: '@',
    sol: '/'
  },
  ...{
    ZeroWidthSpace: '',
    NoBreak: '',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    hellip: '…'
  }
}

/** Markup that readers of rendered Markdown do not see, or see as something else. */
const markup = new RegExp(
  [
    String.raw`\\u(?<unicode>[\da-f]{4})|%(?<percent>[2-7][\da-f])|\\(?<escaped>[!-/:-@[-\x60{-~])`,
    String.raw`&#(?<decimal>\d{1,7});|&#x(?<hex>[\da-f]{1,6});|&(?<name>[a-z]{2,14});`,
    // Marks of quotes, headings and list items; rows below the head of a table.
    String.raw`^[ \t]{0,12}(?:(?:>|#{1,6}(?=[ \t])|[-+*](?=[ \t])|\d{1,3}[.)](?=[ \t]))[ \t]{0,4}){1,4}`,
    String.raw`^[ \t]{0,4}\|?[ \t:|-]{3,200}\|?[ \t]{0,4}$`,
    String.raw`(?<cell>[ \t]{0,8}\|[ \t]{0,8}|</?[a-z][a-z\d]{0,10}(?:\s[^<>\n]{0,200})?/?>)`,
    // Signs between the characters of a label: 密 码.
    String.raw`(?<=[密私验驗助动動口证證记記])[ .·_*/|~+-]{1,2}(?=[码碼钥鑰证證记記词詞令])`,
    // Separate letters: p.a.s.s.w.o.r.d.
    String.raw`(?<![\p{L}\p{N}])(?<spaced>[\p{L}\p{N}](?<gap>[ .·•_/~+*-])[\p{L}\p{N}](?:\k<gap>[\p{L}\p{N}_!@#$%&])+)(?![\p{L}\p{N}])`,
    String.raw`!?\[(?=[^\]\n]{0,300}\]\()|\]\([^()\s]{0,300}\)`,
    String.raw`\*{1,3}|~~|\x60{1,4}(?:[a-z]{1,12}$)?`,
    String.raw`(?<![\p{L}\p{N}])_{1,3}(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}])_{1,3}(?![\p{L}\p{N}_])`
  ].join('|'),
  'gimu'
)
const mayHaveMarkup =
  /[\\&*~`_|[<>#%]|^[ \t]*(?:[-+]|\d{1,3}[.)])[ \t]|(?<![\p{L}\p{N}])[\p{L}\p{N}]([ .·•/+-])[\p{L}\p{N}]\1[\p{L}\p{N}](?![\p{L}\p{N}])|[密私验驗助动動口][ ./+-]/mu

let last: { given: string; found: Seen | undefined } | undefined

/**
 * The text as rendered: without marks of emphasis, lists, cells and links, with entities and
 * escapes replaced. Undefined if nothing changes.
 */
export function seen(given: string): Seen | undefined {
  // Cached for the last text, as several guards read it.
  if (last?.given !== given) last = { given, found: read(given) }
  return last.found
}

function read(given: string): Seen | undefined {
  if (!mayHaveMarkup.test(given)) return undefined
  const ends: number[] = []
  const removed: number[] = []
  let [text, copied, gone] = ['', 0, 0]
  for (const match of given.matchAll(markup)) {
    const form = formOf(match)
    if (form === match[0]) continue
    text += given.slice(copied, match.index) + form
    copied = match.index + match[0].length
    gone += match[0].length - form.length
    ends.push(text.length)
    removed.push(gone)
  }
  if (ends.length === 0) return undefined
  text += given.slice(copied)
  return {
    text,
    at: (index) => index + goneBefore(ends, removed, index),
    first: ends[0] ?? 0,
    last: ends.at(-1) ?? 0
  }
}

/** True if the rendered text has the same letters as the typed text, or as `seen` returns it. */
export function isSeenAs(given: string, shown: string): boolean {
  const wanted = lettersOf(shown)
  return lettersOf(given) === wanted || lettersOf(seen(given)?.text ?? given) === wanted
}

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')

function formOf({ groups = {} }: RegExpExecArray): string {
  const { escaped, decimal, hex, unicode, percent, name, cell, spaced, gap = '' } = groups
  if (escaped !== undefined) return escaped
  if (decimal !== undefined) return character(Number(decimal))
  const code = hex ?? unicode ?? percent
  if (code !== undefined) return character(Number.parseInt(code, 16))
  if (spaced !== undefined) return spaced.replaceAll(gap, '')
  if (name !== undefined) return entities[name] ?? `&${name};`
  return cell === undefined ? '' : ' '
}

const character = (code: number) =>
  code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''

/** Number of characters removed before an index of the rendered text. */
function goneBefore(ends: number[], removed: number[], index: number): number {
  let [from, to] = [0, ends.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((ends[middle] ?? 0) <= index) from = middle + 1
    else to = middle
  }
  return removed[from - 1] ?? 0
}
