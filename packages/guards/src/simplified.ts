import { Converter } from 'opencc-js/t2cn'

// The library's own types don't resolve under nodenext.
const convert = Converter({ from: 't', to: 'cn' }) as (text: string) => string
// The library reads every letter of every script, which takes longer.
const chinese = /[\u3400-\u9fff\uf900-\ufaff\ud840-\udfff]+/g

/** A text in simplified characters, one by one; what is not traditional Chinese stays as it is. */
export const toSimplified = (text: string): string =>
  text.replace(chinese, (characters) => convert(characters))

const forms = new Map<string, string>()

/** The same for each character by itself, which is quicker and gives whole words as well, but for a few. */
export const simplifiedOneByOne = (text: string): string =>
  text.replace(chinese, (characters) => Array.from(characters, formOf).join(''))

function formOf(character: string): string {
  const form = forms.get(character) ?? convert(character)
  forms.set(character, form)
  return form
}
