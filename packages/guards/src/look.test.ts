import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findSecrets } from './index.ts'
import { normal } from './text-forms/normal.ts'
import { replaced } from './replace.ts'

test('a passage of the normalized text maps to its original position', () => {
  const { text, at } = normal('密码：\u200Bａｂ１２')
  expect(text).toBe('密码:ab12')
  expect([at(3), at(text.length)]).toEqual([4, 8])
})

test('any text has a normalized form whose positions are ascending', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (given) => {
      const { text, at } = normal(given)
      const places = Array.from({ length: text.length + 1 }, (_, index) => at(index))
      expect(places.every((place, index) => place >= (places[index - 1] ?? 0))).toBe(true)
      expect(places.at(-1)).toBeLessThanOrEqual(given.length)
    })
  )
})

test('passages are replaced in the text as typed', () => {
  const text = 'pw 密码：ａｂｃｄｅｆ１２３！ end'
  expect(replaced(text, findSecrets(text))).toBe('pw 密码：[removed] end')
})

test.each([
  'a',
  'bone ',
  'actactor',
  '1',
  '1234 ',
  'eyJ',
  '密码：',
  'a@',
  '5K',
  '的',
  '-----BEGIN '
])('the longest post, made of %j, is read in bounded time', (piece) => {
  const text = piece.repeat(Math.ceil(20_000 / piece.length))
  const begun = process.cpuUsage()
  findSecrets(text)
  // Most take two milliseconds of CPU time, which does not depend on the machine's load.
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(1000)
})
