import { Converter } from 'opencc-js/t2cn'

// The library's own types do not resolve under nodenext.
const convert = Converter({ from: 't', to: 'cn' }) as (text: string) => string
// Only Chinese is passed to the library, as it is slow on other scripts.
const chinese = /[\u3400-\u9fff\uf900-\ufaff\ud840-\udfff]+/g

/** Converts traditional to simplified characters; everything else stays. */
export const toSimplified = (text: string): string =>
  text.replace(chinese, (characters) => convert(characters))

const firstHan = 0x3400
/** Simplified form by character code, null if it is the same. */
const forms = new Map<number, string | null>()

/**
 * Converts each character separately, which is faster and, except for a few words, gives the same
 * result.
 */
export function simplifiedOneByOne(text: string): string {
  let simplified = ''
  let copied = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0
    if (code < firstHan) continue
    const next = at + (code > 0xffff ? 2 : 1)
    const form = formOf(code)
    if (form !== null) {
      simplified += text.slice(copied, at) + form
      copied = next
    }
    at = next - 1
  }
  return simplified + text.slice(copied)
}

function formOf(code: number): string | null {
  const known = forms.get(code)
  if (known !== undefined) return known
  const character = String.fromCodePoint(code)
  const form = convert(character)
  forms.set(code, form === character ? null : form)
  return form === character ? null : form
}
