import { Converter } from 'opencc-js/t2cn'

// The library's own types don't resolve under nodenext.
const convert = Converter({ from: 't', to: 'cn' }) as (text: string) => string
// The library reads every letter of every script, which takes longer.
const chinese = /[\u3400-\u9fff\uf900-\ufaff\ud840-\udfff]+/g

/** A text in simplified characters, one by one; what is not traditional Chinese stays as it is. */
export const toSimplified = (text: string): string =>
  text.replace(chinese, (characters) => convert(characters))

const firstHan = 0x3400
/** By code: how a character is written, null where it is so already. */
const forms = new Map<number, string | null>()

/** The same for each character by itself, which is quicker and gives whole words as well, but for a few. */
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
