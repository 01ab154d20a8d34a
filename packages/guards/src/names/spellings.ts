import { passing } from './official-titles.ts'
import { splitCharacters } from './offices.ts'
import { pinyinOf } from '../text-forms/pinyin.ts'
import { toSimplified } from '../text-forms/simplified.ts'
import { looseSkeleton } from '../text-forms/skeleton.ts'

/** Keeps the latest results, because one name is compared with many, and many with the same ones. */
export function kept(make: (text: string) => string): (text: string) => string {
  const results = new Map<string, string>()
  return (text) => {
    const known = results.get(text)
    if (known !== undefined) return known
    if (results.size >= 1000) results.clear()
    const made = make(text)
    results.set(text, made)
    return made
  }
}

/** Replaces digits beside letters that stand for others than `looseSkeleton` knows: h4rbor. */
export const withLetters = (name: string) =>
  name.replace(/(?<=\p{L})[3478](?!\d)|[3478](?=\p{L})/gu, (digit) => letters[digit] ?? digit)
const letters: Record<string, string> = { '3': 'e', '4': 'a', '7': 't', '8': 'b' }

export const plainHan = (name: string) =>
  Array.from(toSimplified(name), (character) => passing[character] ?? character).join('')

export const plainChinese = kept((name) =>
  splitCharacters.reduce(
    (chinese, [parts, whole]) => chinese.replaceAll(parts, whole),
    plainHan(name).replace(/[^\p{sc=Han}]/gu, '')
  )
)

export const compact = kept((text) => looseSkeleton(text).replace(/[^\p{L}\p{N}]/gu, ''))

/** As `compact`, without repeated letters: suppport. */
export const squeezed = (text: string) => compact(text).replace(/(.)\1+/gu, '$1')

/** Pattern of a Chinese word whose characters may be typed in Latin letters. */
export const typed = (title: string) =>
  Array.from(title, (one) => `(?:${[one, ...pinyinOf(one)].map(compact).join('|')})`).join('')

/** Parts of a name by separators, capitals, digits and script. */
export const partsOf = (name: string) =>
  name
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, '-')
    .split(/[^\p{L}\p{N}]+|(?<=\p{sc=Han})(?=\P{sc=Han})|(?<=\P{sc=Han})(?=\p{sc=Han})/u)
    .map((part) => compact(part.replace(/(?<=\p{L}{3,})\d+$/u, '')))

/** Removes a number at the end, a common way to vary a name that is taken. */
export const withoutNumber = (name: string) => name.replace(/[^\p{L}\p{N}]*\p{N}+$/u, '')
