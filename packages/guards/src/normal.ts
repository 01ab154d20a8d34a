/** A text as the guards read it, and where each of its characters stood before. */
export type Normal = { text: string; at(index: number): number }

/** From `index` on a text goes on as the one given does from `place` on. */
type Step = { index: number; place: number }

/** Digits in brackets and units have up to five. */
const maxFoldingLength = 6
/** Marks around a digit of an emoji are no part of it. */
const ignorable = /[\p{Default_Ignorable_Code_Point}\u20dd-\u20e0\u20e2-\u20e4]/u

let last: { given: string; read: Normal } | undefined

/**
 * NFKC without what nobody sees, so that full-width digits and zero-width spaces hide nothing.
 * `at` leads from an index in it to the one in the text that was given.
 */
export function normal(given: string): Normal {
  // Each guard reads the text by itself, one after the other.
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
      // No index within it leads into the middle of a character of two units.
      if (form.length !== 1 || character.length !== 1)
        steps.push(...stepsOf(form, text.length, place, copied))
    }
    place += character.length - 1
  }
  return { text: text + given.slice(copied), at: (index) => placeOf(steps, index) }
}

/** Most of a text is its own normal form: ASCII, kana and the common Han. Asking for it is slow. */
const isPlain = (code: number) =>
  code < 0x80 || (code >= 0x3041 && code <= 0x30ff) || (code >= 0x4e00 && code <= 0x9fff)

const forms = new Map<string, string>()
const maxForms = 10_000

function formOf(character: string): string {
  const form = forms.get(character) ?? folded(character)
  if (forms.size < maxForms) forms.set(character, form)
  return form
}

/** Signs of other scripts, and of their numbers, that a reader takes for a dot. */
const likeDots =
  /[\u02d9\u066b\u0701\u0702\u16eb\u1427\u22c5\u25e6\u2801\u2802\u2804\u2810\u2820\u2e31\u2e33\ua4f8]/u

function folded(character: string): string {
  if (likeDots.test(character)) return '·'
  if (ignorable.test(character)) return ''
  const form = (letterOfSymbol(character) ?? character).normalize('NFKC')
  // A few ligatures are whole sentences: a text of them would become eighteen times as long.
  return form.length > maxFoldingLength ? character : form
}

/** The first of each row of letters in circles and squares, and of the letters of flags. */
const rows = [0x1f150, 0x1f170, 0x1f1e6]

function letterOfSymbol(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0
  const first = rows.find((row) => code >= row && code < row + 26)
  return first === undefined ? undefined : String.fromCharCode(0x41 + code - first)
}

/** Each unit of a form stands where its character stood, and what follows behind that. */
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
