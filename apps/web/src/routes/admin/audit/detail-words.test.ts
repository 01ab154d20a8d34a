import { expect, test } from 'vitest'
import { detailWords } from './detail-words.ts'

test('details of the security log are shown in words, unknown ones as they are', () => {
  expect(detailWords('secondFactor', false)).toEqual({ name: 'Second factor', value: 'No' })
  expect(detailWords('to', 'volunteer')?.value).not.toBe('volunteer')
  expect(detailWords('setting', 'filter')).toEqual({ name: 'Setting', value: 'Filter' })
  expect(detailWords('way', 'open')).toEqual({ name: 'Now', value: 'Anyone' })
  expect(detailWords('scopes', ['read', 'moderate'])?.value).toBe('read, moderate')
  expect(detailWords('capabilities', [])).toBeUndefined()
  expect(detailWords('newer', 7)).toEqual({ name: 'newer', value: '7' })
})
