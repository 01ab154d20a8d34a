import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shapeOf } from './fact-shapes.ts'

const usual = { example: '', pattern: '', choices: [], networks: [] }
const accepts = (given: Partial<Parameters<typeof shapeOf>[0]>, text: string) =>
  shapeOf({ kind: 'line', ...usual, ...given }).safeParse(text).success

test('a pattern has to match the whole value', () => {
  const uid = { kind: 'pattern', pattern: 'UID[0-9]{8}|[a-z]{3}' } as const
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), (given) => {
      const text = `UID${String(given).padStart(8, '0')}`
      expect(accepts(uid, text)).toBe(true)
      for (const other of [`${text}9`, `x${text}`, `abc${text}`, `${text}abc`])
        expect(accepts(uid, other)).toBe(false)
    })
  )
})

test('a pattern that others would take minutes for is matched at once', () => {
  const begun = process.cpuUsage()
  expect(accepts({ kind: 'pattern', pattern: '(a+)+b' }, 'a'.repeat(200))).toBe(false)
  expect(process.cpuUsage(begun).user).toBeLessThan(500_000)
})

test('every number that is written plainly is taken, and stored without thousands', () => {
  const parse = (text: string) => shapeOf({ kind: 'number', ...usual }).safeParse(text).data
  fc.assert(
    fc.property(fc.integer(), fc.nat(999_999), (whole, rest) => {
      const text = `${whole}.${rest}`
      expect(parse(text)).toBe(text)
      expect(parse(`${whole.toLocaleString('en-US')}.${rest}`)).toBe(text)
    })
  )
  for (const wrong of ['1,2', '1.', '.5', '1e3', 'NaN', '0x10', '--1'])
    expect(parse(wrong)).toBe(undefined)
})

const hash = 'a3f1'.repeat(16)
const signature =
  '5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW'

test.each<[Parameters<typeof shapeOf>[0]['networks'], string, boolean]>([
  [['tron'], hash, true],
  [['tron'], `0x${hash}`, false],
  [['ethereum'], `0x${hash}`, true],
  [['ethereum'], hash, false],
  [['ethereum', 'bitcoin'], hash, true],
  [['bitcoin'], hash.slice(1), false],
  [['solana'], signature, true],
  [['solana'], signature.slice(2), false],
  [['sui'], 'A1'.repeat(200), false]
])('a transaction ID of %s: %s is %s', (networks, text, is) => {
  expect(accepts({ kind: 'transaction', networks }, text)).toBe(is)
})
