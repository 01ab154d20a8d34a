import { expect, test } from 'vitest'
import { findSecrets, withoutSecrets } from '../index.ts'
import { innocentTexts } from './innocent.ts'
import { disguisedSecrets } from './disguised-secrets.ts'
import { innocentTalk } from './innocent-talk.ts'
import { naturalSecrets } from './natural-secrets.ts'
import { secretTexts } from './secrets.ts'

test('the corpus has at least 400 texts, two thirds of them innocent', () => {
  expect(innocentTexts.length + secretTexts.length).toBeGreaterThanOrEqual(400)
  expect(innocentTexts.length).toBeGreaterThanOrEqual(2 * secretTexts.length)
})

test('no innocent text is refused', () => {
  expect(innocentTexts.filter((text) => findSecrets(text).length > 0)).toEqual([])
})

test('at least 98 % of the secrets are found, with the right kind', () => {
  const missed = secretTexts.filter(
    ({ kind, text }) => !findSecrets(text).some((found) => found.kind === kind)
  )
  expect(1 - missed.length / secretTexts.length).toBeGreaterThanOrEqual(0.98)
})

test('a finding is the whole secret, and nothing of it is left beside [removed]', () => {
  const left = secretTexts.filter(({ secret, text }) => {
    const cleaned = withoutSecrets(text)
    return cleaned.includes(secret) || findSecrets(cleaned).length > 0
  })
  expect(left).toEqual([])
})

test('talk about secrets and the numbers beside them is not refused', () => {
  expect(innocentTalk.filter((text) => findSecrets(text).length > 0)).toEqual([])
})

test('a secret in a natural sentence needs no fixed format or valid checksum', () => {
  const missed = naturalSecrets.filter(
    ({ kind, text }) => !findSecrets(text).some((found) => found.kind === kind)
  )
  expect(missed).toEqual([])
})

test('a secret is found as rendered, however its source is written', () => {
  const missed = disguisedSecrets.filter(
    ({ kind, text }) => !findSecrets(text).some((found) => found.kind === kind)
  )
  expect(missed).toEqual([])
})
