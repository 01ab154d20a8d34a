import { expect, test } from 'vitest'
import { findSecrets } from '../index.ts'
import { apartTexts } from './apart.ts'
import { guardClasses } from './classes.ts'

const isFound = (text: string) => findSecrets(text).length > 0

test.each(['secrets-natural', 'secrets-disguised'] as const)(
  'of %s that were written apart from the rules nearly all are caught',
  (name) => {
    const texts = apartTexts(name)
    const missed = texts.filter((text) => !isFound(text))
    // How many only: who sees those that are held out mends the rules by them.
    expect(missed.length / texts.length).toBeLessThanOrEqual(0.02)
  }
)

test('no innocent text that was written apart from the rules is refused', () => {
  expect(apartTexts('innocent-secrets').filter(isFound)).toEqual([])
})

test.each(guardClasses)('of $name nearly all are caught, and nothing innocent', (one) => {
  for (const { bad, good } of [one.ours, one.apart, one.fresh]) {
    const missed = bad.filter((item) => !one.isFound(item))
    expect(missed.length / bad.length).toBeLessThanOrEqual(0.02)
    expect(good.filter((item) => one.isFound(item))).toEqual([])
  }
})
