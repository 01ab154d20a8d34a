import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['@name', "'@name"],
  ['-2', "'-2"],
  [-2, '-2'],
  [null, ''],
  ['a,b', '"a,b"'],
  ['=a "b"', `"'=a ""b"""`]
])('%j is written as %j', (value, written) => {
  expect(csvLine([value])).toBe(`${written}\r\n`)
})
