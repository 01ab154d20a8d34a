import { expect, test } from 'vitest'
import { addressOf, collisionOf, judgeAddress, writtenAddresses } from '../index.ts'
import { apartItems, type ApartItem } from './apart.ts'

const lists = { official: ['okx.com', 'harbor.example'], isBlocked: () => false }

const hasLookalike = ({ text }: ApartItem) =>
  writtenAddresses(text).some((one) => {
    const url = addressOf(one)
    return url !== undefined && judgeAddress(url, lists).verdict === 'lookalike'
  })

const isRefused = ({ text, staff = [] }: ApartItem) =>
  collisionOf(text, { brands: ['okx', 'harbor'], staff }) !== undefined

test.each([
  ['lookalike-links', 'innocent-links', hasLookalike],
  ['lookalike-names', 'innocent-names', isRefused]
] as const)(
  'of %s that were written apart from the rules nearly all are told, of %s none',
  (bad, good, isFound) => {
    const missed = apartItems(bad).filter((item) => !isFound(item))
    expect(missed.length / apartItems(bad).length).toBeLessThanOrEqual(0.05)
    expect(apartItems(good).filter(isFound)).toEqual([])
  }
)

test('a short brand is a word, the edge of one or its look-alike; hidden in one it is none', () => {
  const judge = (host: string) => judgeAddress(new URL(`https://${host}`), lists).verdict
  const bad = [
    'okx-help.test',
    'okxlogin.test',
    'myokx.test',
    '0kx.test',
    'okx.evil.test',
    't.me/okx_support'
  ]
  expect(bad.map(judge)).toEqual(bad.map(() => 'lookalike'))
  const good = ['bookxchange.test', 'brookx.test', 'tokxy.test', 'wikipedia.org/wiki/okx']
  expect(good.map(judge)).toEqual(good.map(() => 'unknown'))
})

test('a brand that is a word of everybody’s condemns only beside a word of support or an edit', () => {
  const judge = (host: string) => judgeAddress(new URL(`https://${host}`), lists).verdict
  const bad = [
    'harbor-support.test',
    'harb0r.test',
    'gоharbоr.test',
    'harbro-login.test',
    't.me/harbor_kefu'
  ]
  expect(bad.map(judge)).toEqual(bad.map(() => 'lookalike'))
  const good = ['goharbor.io', 'harborfreight.com', 'harbor.registry.test', 't.me/harbor_sailing']
  expect(good.map(judge)).toEqual(good.map(() => 'unknown'))
})
