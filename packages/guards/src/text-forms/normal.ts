/** A normalized text; `at` maps an index to the given text. */
export type Normal = { text: string; at(index: number): number }

/** From `index` on, the normalized text corresponds to the given one from `place` on. */
type Step = { index: number; place: number }

/** Digits in brackets and units have at most five characters. */
const maxFoldingLength = 6
/** Enclosing marks, such as those of keycap emoji, are removed from digits. */
const ignorable = /[\p{Default_Ignorable_Code_Point}\u20dd-\u20e0\u20e2-\u20e4]/u

let last: { given: string; read: Normal } | undefined

/**
 * NFKC without invisible characters, so that full-width digits and zero-width spaces hide nothing.
 * `at` maps an index to the given text.
 */
export function normal(given: string): Normal {
  // Cached for the last text, as each guard normalizes it.
  if (last?.given !== given) last = { given, read: read(given) }
  return last.read
}

function read(given: string): Normal {
  const steps: Step[] = []
  let text = ''
  let copied = 0
  for (let place = 0; place < given.length; place += 1) {
    if (isPlain(given.charCodeAt(place))) continue
    const character = String.fromCodePoint(given.codePointAt(place) ?? 0)
    const form = formOf(character)
    if (form !== character) {
      text += given.slice(copied, place) + form
      copied = place + character.length
      // Keeps indexes from pointing into the middle of a surrogate pair.
      if (form.length !== 1 || character.length !== 1)
        steps.push(...stepsOf(form, text.length, place, copied))
    }
    place += character.length - 1
  }
  return { text: text + given.slice(copied), at: (index) => placeOf(steps, index) }
}

/**
 * Characters that are their own normal form: ASCII, kana and common Han. Calling `normalize` for
 * them is slow.
 */
const isPlain = (code: number) =>
  code < 0x80 || (code >= 0x3041 && code <= 0x30ff) || (code >= 0x4e00 && code <= 0x9fff)

const forms = new Map<string, string>()
const maxForms = 10_000

function formOf(character: string): string {
  const form = forms.get(character) ?? folded(character)
  if (forms.size < maxForms) forms.set(character, form)
  return form
}

/** Characters of other scripts that look like a dot. */
const likeDots =
  /[\u02d9\u066b\u0701\u0702\u16eb\u1427\u22c5\u25e6\u2801\u2802\u2804\u2810\u2820\u2e31\u2e33\ua4f8]/u

function folded(character: string): string {
  if (likeDots.test(character)) return '·'
  if (ignorable.test(character)) return ''
  const form = (letterOfSymbol(character) ?? character).normalize('NFKC')
  // Some ligatures expand to whole sentences; a text of them would become eighteen times as long.
  return form.length > maxFoldingLength ? character : form
}

/** Code points of the first letter in each row of circled, squared and flag letters. */
const rows = [0x1f150, 0x1f170, 0x1f1e6]

function letterOfSymbol(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0
  const first = rows.find((row) => code >= row && code < row + 26)
  return first === undefined ? undefined : String.fromCharCode(0x41 + code - first)
}

/** Maps each unit of a form to its character, and what follows to the text after it. */
const stepsOf = (form: string, end: number, place: number, next: number): Step[] => [
  ...Array.from(form, (_, unit) => ({ index: end - form.length + unit, place })),
  { index: end, place: next }
]

function placeOf(steps: Step[], index: number): number {
  let [from, to] = [0, steps.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((steps[middle]?.index ?? 0) <= index) from = middle + 1
    else to = middle
  }
  const last = steps[from - 1]
  return last ? last.place + index - last.index : index
}
