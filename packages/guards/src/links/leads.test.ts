import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findLeads } from './leads.ts'

const pieces = fc.constantFrom(
  ...['harb0r', 'com', 'example', '.', '。', ' dot ', '[.]', '点', '@', '/', ':', '//', 'https'],
  ...['138 0013 8000', '+44', '電話', '\u200b', 'ｈａｒｂ', 'а', '\n', ' ', 'help', '😀']
)

test('leads are within the text, in order and without overlaps', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const text = parts.join('')
      let last = 0
      for (const { start, end } of findLeads(text)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        last = end
      }
      expect(last).toBeLessThanOrEqual(text.length)
    })
  )
})

test.each([
  ['harb0r-help.com', 'address'],
  ['harb0r[.]com', 'address'],
  ['help@harb0r.com', 'email'],
  ['138 0013 8000', 'phone'],
  ['@harbor_help', 'account']
])('%s is found in the middle of a sentence, too', (written, kind) => {
  const [found, ...others] = findLeads(`请看 ${written}，谢谢。`)
  expect([found?.kind, others]).toEqual([kind, []])
})

test('a number is found before the full stop of its sentence, too', () => {
  expect(findLeads('Text 138 0013 8000.')).toMatchObject([
    { kind: 'phone', value: '138 0013 8000' }
  ])
})

test.each(['3.0.15', 'v2.4.1-rc.1', 'order.id', 'README.md', 'a.m.', 'BTC/USDT', '@harbor/sdk'])(
  '%s is no lead',
  (written) => expect(findLeads(`See ${written} for it.`)).toEqual([])
)
