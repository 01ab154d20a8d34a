import { demoThreads } from '../../src/demo/texts.ts'

export type Language = 'en' | 'zh-CN'

const onsets = 'b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh st t tr v w z'.split(' ')
const vowels = 'a e i o u ai ea io oo ou'.split(' ')
const codas = ['', '', 'n', 'r', 's', 't', 'l', 'm', 'nd', 'st', 'x']
const size = 40_000

const pick = <T>(list: readonly T[], random: () => number) =>
  list[Math.floor(random() * list.length)] as T

const syllable = (random: () => number) =>
  pick(onsets, random) + pick(vowels, random) + pick(codas, random)

const englishWord = (random: () => number) =>
  Array.from({ length: 2 + Math.floor(random() * 3) }, () => syllable(random)).join('')

const characters = [
  ...new Set(
    demoThreads
      .map(({ body }) => body)
      .join('')
      .match(/\p{sc=Han}/gu)
  )
]

const chineseWord = (random: () => number) =>
  Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(characters, random)).join('')

/**
 * Words beyond those of the demo community: the long tail of names, products and places in a real
 * forum. The nth word is n times as rare as the first (Zipf's law).
 * @param random makes the words
 */
export function createVocabulary(random: () => number) {
  const words: Record<Language, string[]> = {
    en: Array.from({ length: size }, () => englishWord(random)),
    'zh-CN': Array.from({ length: size }, () => chineseWord(random))
  }
  return {
    /** A word; the first ones are the most frequent. */
    any: (language: Language, by: () => number) =>
      words[language][Math.floor(size ** by()) - 1] ?? '',
    /** One of the rarest tenth. */
    rare: (language: Language, at: number) => words[language][size - 1 - (at % (size / 10))] ?? ''
  }
}
