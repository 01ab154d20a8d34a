import { expect, test } from 'vitest'
import { durations } from './steps.ts'

test('a limited moderator is offered the hours that are left', () => {
  expect(durations(24)).toEqual(['1', '6', '12', '24'])
  expect(durations(11)).toEqual(['1', '6', '11'])
  expect(durations(0)).toEqual([])
})

test('an unlimited moderator may choose no end', () => {
  expect(durations(null).at(-1)).toBe('')
})
