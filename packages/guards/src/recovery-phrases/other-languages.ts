import { wordlist as czech } from '@scure/bip39/wordlists/czech.js'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as french } from '@scure/bip39/wordlists/french.js'
import { wordlist as italian } from '@scure/bip39/wordlists/italian.js'
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js'
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js'
import { wordlist as portuguese } from '@scure/bip39/wordlists/portuguese.js'
import { wordlist as spanish } from '@scure/bip39/wordlists/spanish.js'
import type { Detector, Finding } from '../detector.ts'
import { labelledPhrases } from './labelled.ts'
import { hasChecksum, isPhraseSize, phraseSizes } from './mnemonics.ts'
import { regionsIn } from './regions.ts'
import type { Token } from './tokens.ts'
import { isOfList } from './windows.ts'
import { wordlistOf } from './wordlist.ts'

const lists = [english, czech, french, italian, japanese, korean, portuguese, spanish]

/** Finds labelled seed phrases in all languages of BIP-39. Server only, as the lists are 150 KB. */
export const findLabelled: Detector = labelledPhrases(lists)

/**
 * Finds seed phrases in languages other than English, by their checksum or because only spaces
 * separate the words.
 */
export const findOtherPhrases: Detector = (text) =>
  regionsIn(text, lists).flatMap(({ list, tokens }): Finding[] => {
    if (list === english) return []
    const { numbers } = wordlistOf(list)
    return runsOf(tokens, numbers).flatMap((run) =>
      isUnbroken(text, run, numbers) ? [toFinding(run)] : phraseIn(run, numbers)
    )
  })

/** Twelve or more words of one list in a row. */
function runsOf(tokens: Token[], numbers: ReadonlyMap<string, number>): Token[][] {
  const runs: Token[][] = [[]]
  for (const token of tokens)
    if (numbers.has(token.word)) runs.at(-1)?.push(token)
    else if (runs.at(-1)?.length) runs.push([])
  return runs.filter(({ length }) => length >= 12)
}

/**
 * True if only spaces separate the words: a sentence would contain a word that is not in the list.
 */
function isUnbroken(text: string, run: Token[], numbers: ReadonlyMap<string, number>): boolean {
  const indexes = run.map(({ word }) => numbers.get(word) ?? 0)
  if (!isPhraseSize(run.length) || isOfList(indexes) || new Set(indexes).size < 8) return false
  return run.every(({ start }, at) => at === 0 || /^\s+$/.test(text.slice(run[at - 1]?.end, start)))
}

const toFinding = (run: Token[]): Finding => {
  return { kind: 'seed_phrase', start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 }
}

function phraseIn(run: Token[], numbers: ReadonlyMap<string, number>): Finding[] {
  const indexes = run.map(({ word }) => numbers.get(word) ?? 0)
  for (const size of phraseSizes)
    for (const from of new Set([0, run.length - size])) {
      if (from < 0 || !hasChecksum(indexes.slice(from, from + size))) continue
      return [toFinding(run.slice(from, from + size))]
    }
  return []
}
