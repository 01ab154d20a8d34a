import { createHash } from 'node:crypto'
import { demoThreads } from '../src/demo/texts.ts'

type Language = 'en' | 'zh-CN'

/** A deterministic random number generator, 0 inclusive to 1 exclusive (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const sentencesOf = (language: Language): string[] =>
  demoThreads
    .filter((thread) => thread.language === language)
    .flatMap((thread) => [thread.body, ...thread.posts.map((post) => post.body)])
    .flatMap((body) => body.split(/(?<=[。！？]|[.!?]\s)|\n+/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length > 8 && !/[{}`|>@]/.test(sentence))

/**
 * Texts with the word frequencies of the demo community: its sentences recombined, a few of them
 * far more often than the others, with random transaction ids, amounts and error codes.
 */
export function createTexts(random: () => number) {
  const sentences = { en: sentencesOf('en'), 'zh-CN': sentencesOf('zh-CN') }
  const pick = (list: string[]) => list[Math.floor(list.length * random() ** 1.7)] ?? ''
  const id = () => createHash('sha256').update(String(random())).digest('hex')
  const fact = (language: Language) => {
    const kind = random()
    if (kind < 0.12) return `TxID ${id()}`
    if (kind < 0.25)
      return language === 'en'
        ? `Error ERR_${1000 + Math.floor(random() * 9000)}.`
        : `错误码 ERR_${1000 + Math.floor(random() * 9000)}。`
    return ''
  }
  const join = (language: Language) => (language === 'en' ? ' ' : '')
  return {
    title: (language: Language) => pick(sentences[language]).slice(0, language === 'en' ? 90 : 40),
    body(language: Language) {
      const count = 1 + Math.floor(random() * 6)
      const parts = Array.from({ length: count }, () => pick(sentences[language]))
      return [...parts, fact(language)].filter(Boolean).join(join(language))
    }
  }
}

// Guards would refuse "password" or "key" where chance puts a number beside it.
const riskyWord = /pass|key|secret|phrase|seed|pin|code|token|[\da-f]{16}/i

/** Two sentences of twenty words each in random order, so that no two posts are alike. */
export function createReplies(random: () => number): () => string {
  const all = sentencesOf('en').join(' ').split(/\s+/)
  const words = all.filter((word) => !riskyWord.test(word))
  const some = () =>
    Array.from({ length: 20 }, () => words[Math.floor(random() * words.length)]).join(' ')
  return () => `${some()}.\n\n${some()}. 充值已经到账，谢谢。`
}
