import { expect, test } from 'vitest'
import { findSecrets } from '../index.ts'
import { apartTexts } from './apart.ts'
import { guardClasses } from './classes.ts'

const isFound = (text: string) => findSecrets(text).length > 0

test.each(['secrets-natural', 'secrets-disguised'] as const)(
  'nearly all %s written without knowing the rules are found',
  (name) => {
    const texts = apartTexts(name)
    const missed = texts.filter((text) => !isFound(text))
    // Only the share is shown: the rules must not be fitted to held-out texts.
    expect(missed.length / texts.length).toBeLessThanOrEqual(0.02)
  }
)

test('no innocent text written without knowing the rules is refused', () => {
  expect(apartTexts('innocent-secrets').filter(isFound)).toEqual([])
})

test.each(guardClasses)('nearly all of $name are found, and nothing innocent', (one) => {
  for (const { bad, good } of [one.ours, one.apart, one.fresh]) {
    const missed = bad.filter((item) => !one.isFound(item))
    expect(missed.length / bad.length).toBeLessThanOrEqual(0.02)
    expect(good.filter((item) => one.isFound(item))).toEqual([])
  }
})
