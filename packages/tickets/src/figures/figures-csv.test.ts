import { expect, test } from 'vitest'
import { cell } from './figures-csv.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['@name', "'@name"],
  ['-2', "'-2"],
  [-2, '-2'],
  ['a,b', '"a,b"']
])('%j is written as %j', (value, written) => {
  expect(cell(value)).toBe(written)
})
