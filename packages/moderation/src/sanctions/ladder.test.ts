import { expect, test } from 'vitest'
import { suggestedSteps } from './records.ts'

test.each([
  [0, 'warning', null],
  [1, 'silence', 24],
  [2, 'silence', 168],
  [3, 'suspension', 720],
  [4, 'suspension', null],
  [40, 'suspension', null]
])('after %i sanctions the next is %s for %s hours', (times, kind, hours) => {
  expect(suggestedSteps(times).usual).toEqual({ kind, hours })
})

test('fraud starts above a warning', () => {
  expect(suggestedSteps(0).grave).toEqual({ kind: 'suspension', hours: 720 })
})
