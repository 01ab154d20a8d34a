import { syllables } from './pinyin-table.ts'

// Second readings, as in 银行, 重置, 增长, 调出, 归还 and 会计.
const seconds = 'hang行 chong重 zhang长 diao调 huan还 kuai会'

function readTable(): Map<string, string[]> {
  const readings = new Map<string, string[]>()
  const entries = `${syllables} ${seconds}`.matchAll(/([a-z]+)(\P{ASCII}+)/gu)
  for (const [, syllable = '', characters = ''] of entries)
    for (const character of characters)
      readings.set(character, [...(readings.get(character) ?? []), syllable])
  return readings
}

let table: Map<string, string[]> | undefined

/**
 * How a simplified Chinese word is typed in Latin letters, without tones and spaces: 银行 is yinhang
 * and yinxing. None if a character is unknown.
 */
export function pinyinOf(word: string): string[] {
  const readings = (table ??= readTable())
  return Array.from(word).reduce<string[]>(
    (typed, character) =>
      typed.flatMap((start) => (readings.get(character) ?? []).map((next) => start + next)),
    ['']
  )
}
