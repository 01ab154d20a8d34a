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

test('no innocent text is blocked', () => {
  expect(innocentTexts.filter((text) => findSecrets(text).length > 0)).toEqual([])
})

test('at least 98 % of the secrets are caught, as what they are', () => {
  const missed = secretTexts.filter(
    ({ kind, text }) => !findSecrets(text).some((found) => found.kind === kind)
  )
  expect(1 - missed.length / secretTexts.length).toBeGreaterThanOrEqual(0.98)
})

test('what is found is the secret, and nothing of it is left beside [removed]', () => {
  const left = secretTexts.filter(({ secret, text }) => {
    const cleaned = withoutSecrets(text)
    return cleaned.includes(secret) || findSecrets(cleaned).length > 0
  })
  expect(left).toEqual([])
})

test('nobody is kept from talking about secrets and the numbers beside them', () => {
  expect(innocentTalk.filter((text) => findSecrets(text).length > 0)).toEqual([])
})

test('a secret in a natural sentence needs no form of its own and no valid checksum', () => {
  const missed = naturalSecrets.filter(
    ({ kind, text }) => !findSecrets(text).some((found) => found.kind === kind)
  )
  expect(missed).toEqual([])
})

test('a secret is seen as its reader sees it, however its source is written', () => {
  const missed = disguisedSecrets.filter(
    ({ kind, text }) => !findSecrets(text).some((found) => found.kind === kind)
  )
  expect(missed).toEqual([])
})
