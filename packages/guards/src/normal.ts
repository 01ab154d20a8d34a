/** A text as the guards read it, and where each of its characters stood before. */
export type Normal = { text: string; at(index: number): number }

const ascii = /^[\t\n\r\x20-\x7e]*$/
/** Digits in brackets and units have up to five. */
const longestFolding = 6
const ignorable = /\p{Default_Ignorable_Code_Point}/u

/**
 * NFKC without what nobody sees, so that full-width digits and zero-width spaces hide nothing.
 * `at` leads from an index in it to the one in the text that was given.
 */
export function normal(given: string): Normal {
  if (ascii.test(given)) return { text: given, at: (index) => index }
  const places: number[] = []
  let text = ''
  let at = 0
  for (const character of given) {
    const plain = folded(character)
    for (let unit = 0; unit < plain.length; unit += 1) places.push(at)
    text += plain
    at += character.length
  }
  return { text, at: (index) => places[index] ?? at }
}

function folded(character: string): string {
  const code = character.codePointAt(0) ?? 0
  // Most of a text; these are their own normal form, and asking for it is slow.
  if (code < 0x80 || (code >= 0x3041 && code <= 0x30ff) || (code >= 0x4e00 && code <= 0x9fff))
    return character
  if (ignorable.test(character)) return ''
  const plain = character.normalize('NFKC')
  // A few ligatures are whole sentences: a text of them would become eighteen times as long.
  return plain.length > longestFolding ? character : plain
}
