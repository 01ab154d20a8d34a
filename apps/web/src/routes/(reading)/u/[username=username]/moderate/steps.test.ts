import { expect, test } from 'vitest'
import { durations } from './steps.ts'

test('who is limited is offered what is left and no more', () => {
  expect(durations(24)).toEqual(['1', '6', '12', '24'])
  expect(durations(11)).toEqual(['1', '6', '11'])
  expect(durations(0)).toEqual([])
})

test('who is not may choose no end', () => {
  expect(durations(null).at(-1)).toBe('')
})
