import { expect, test } from 'vitest'
import { findContactBait } from '../contact-bait.ts'
import { chineseBait } from './bait-chinese.ts'
import { englishBait } from './bait-english.ts'
import { chineseHarmless } from './no-bait-chinese.ts'
import { englishHarmless } from './no-bait-english.ts'

const baitTexts = [...chineseBait, ...englishBait]
const harmlessTexts = [...chineseHarmless, ...englishHarmless]

// What is held in error waits for a moderator, and what slips through can be reported: both cost
// something, neither is an end.
test('the corpus has at least 200 texts, about half of them without a lure', () => {
  expect(baitTexts.length + harmlessTexts.length).toBeGreaterThanOrEqual(200)
  expect(harmlessTexts.length).toBeGreaterThanOrEqual(140)
})

test('at least 98 % of the lures are caught', () => {
  const missed = baitTexts.filter((text) => findContactBait(text).length === 0)
  expect(missed.length / baitTexts.length, missed.join('\n')).toBeLessThanOrEqual(0.02)
})

test('nothing that lures nobody is held', () => {
  const held = harmlessTexts.filter((text) => findContactBait(text).length > 0)
  expect(held).toEqual([])
})

test.each(['帮', '替你', '加我', '微信 ', 'contact me ', 'help me a ', 'recover my a '])(
  'five times the largest text a post may have, made of %j, is read in bounded time',
  (piece) => {
    const begun = process.cpuUsage()
    findContactBait(piece.repeat(100_000).slice(0, 100_000))
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(3000)
  }
)
