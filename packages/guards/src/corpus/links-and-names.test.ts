import { expect, test } from 'vitest'
import { apartItems } from './apart.ts'
import { hasLookalike, isRefusedName } from './classes.ts'
import { innocentLinks, innocentNames, lookalikeLinks, lookalikeNames } from './own-addresses.ts'

test.each([
  ['lookalike-links', 'innocent-links', hasLookalike],
  ['lookalike-names', 'innocent-names', isRefusedName]
] as const)(
  'nearly all %s written without knowing the rules are found, no %s',
  (bad, good, isFound) => {
    const missed = apartItems(bad).filter((item) => !isFound(item))
    expect(missed.length / apartItems(bad).length).toBeLessThanOrEqual(0.05)
    expect(apartItems(good).filter(isFound)).toEqual([])
  }
)

const found = (texts: string[], isFound: (item: { text: string }) => boolean) =>
  texts.filter((text) => isFound({ text }))

test('a short brand must be a word or its edge; a common word needs a support word', () => {
  expect(found(lookalikeLinks, hasLookalike)).toEqual(lookalikeLinks)
  expect(found(innocentLinks, hasLookalike)).toEqual([])
})

test('the same applies to names', () => {
  expect(found(lookalikeNames, isRefusedName)).toEqual(lookalikeNames)
  expect(found(innocentNames, isRefusedName)).toEqual([])
})
