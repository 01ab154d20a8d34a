import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { usernameKey, usernameShape } from './username.ts'

const allowed = (name: string) => usernameShape.safeParse(name).success

describe('a username', () => {
  test.each(['li', '小明', '王小明2026', 'Ann_Lee', 'a-b-c', 'さくら', 'スーザン', 'Анна', 'José'])(
    'may be %s',
    (name) => {
      expect(allowed(name)).toBe(true)
    }
  )

  test.each([
    'a',
    '王',
    '_ab',
    'ab-',
    'a__b',
    'a b',
    'a@b',
    'ａｂ',
    'ⓐⓑ',
    'stаff',
    '官方✓',
    'ab。',
    'a\u0301b'
  ])('may not be %s', (name) => {
    expect(allowed(name)).toBe(false)
  })

  test('has at most 30 code points', () => {
    expect(allowed('𠮷'.repeat(30))).toBe(true)
    expect(allowed('a'.repeat(31))).toBe(false)
  })

  test('is already normalized', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        if (allowed(name)) expect(name.trim()).toBe(name.trim().normalize('NFKC'))
      })
    )
  })
})

describe('the key of a username', () => {
  test.each([
    ['Staff', 'staff'],
    ['staff', 'ѕtаff'],
    ['official', 'officiaI'],
    ['stoa', 'st0a'],
    ['stoa', 'ѕтоа'],
    ['Stoa_Support', 'stoa-support'],
    ['Анна', 'анна']
  ])('is the same for %s and %s', (one, other) => {
    expect(usernameKey(one)).toBe(usernameKey(other))
  })

  test.each([
    ['anna', 'hanna'],
    ['小明', '小红'],
    ['ab1', 'ab2']
  ])('differs for %s and %s', (one, other) => {
    expect(usernameKey(one)).not.toBe(usernameKey(other))
  })

  test('of a key is the key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(usernameKey(usernameKey(name))).toBe(usernameKey(name))
      })
    )
  })
})
