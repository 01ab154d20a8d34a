import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guest } from '@stoa/core'
import { filterOf, quotedValue } from './filter.ts'

/** Reads a quoted value as Meilisearch does. */
const read = (quoted: string) =>
  /^"((?:[^"\\]|\\.)*)"$/su.exec(quoted)?.[1]?.replace(/\\(.)/gsu, '$1')

test('any characters in a value stay within it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => read(quotedValue(value)) === value)
  )
  expect(quotedValue('" OR isPublic = false OR tags = "')).toBe(
    '"\\" OR isPublic = false OR tags = \\""'
  )
})

test('members find what is public, theirs, or in a category open to them; staff all', () => {
  const member = { ...guest, id: 7, role: 'member' as const, closedCategories: [3] }
  expect(filterOf(member, { solved: true })).toEqual([
    ['isPublic = true', 'authorId = 7', 'categoryIds = 3'],
    'solved = true'
  ])
  expect(filterOf({ ...guest, id: 8, role: 'staff' }, {})).toEqual([])
})

test('every filter is a condition, and guests find public posts only', () => {
  const filters = { categoryIds: [3, 4], tag: 'USDT', solved: false, before: '2026-01-31' }
  expect(filterOf(guest, filters)).toEqual([
    'isPublic = true',
    'categoryIds = 3',
    'solved = false',
    'tags = "usdt"',
    `writtenAt < ${Date.UTC(2026, 0, 31)}`
  ])
})
