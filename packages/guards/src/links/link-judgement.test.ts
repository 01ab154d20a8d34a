import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOneEditApart } from '../edits.ts'
import { addressOf } from './addresses.ts'
import { judgeAddress, type LinkReason, type Verdict } from './link-judgement.ts'

const lists = {
  official: ['harbor.example', 'harbor-status.example'],
  isBlocked: (host: string) => host === 'evil.example'
}

function judge(text: string) {
  const url = addressOf(text)
  return url ? judgeAddress(url, lists) : undefined
}

test.each<[string, Verdict, LinkReason]>([
  ['https://harbor.example/help', 'official', 'listed'],
  ['api.harbor.example', 'official', 'listed'],
  ['HARBOR.example', 'official', 'listed'],
  ['https://evil.example/a', 'blocked', 'block_list'],
  ['https://wikipedia.org/wiki/Harbor', 'unknown', 'not_listed'],
  ['https://github.com/harbor/sdk', 'unknown', 'not_listed'],
  ['https://bit.ly/3xYz', 'unknown', 'not_listed'],
  ['https://sunharvest.example', 'unknown', 'not_listed'],
  ['https://harb0r.example', 'lookalike', 'confusable'],
  ['https://hаrbor.example', 'lookalike', 'mixed_scripts'],
  ['https://xn--hrbor-3ve.example', 'lookalike', 'punycode'],
  ['https://harbоr.example', 'lookalike', 'confusable'],
  ['https://harrbor.example', 'lookalike', 'one_edit'],
  ['https://harbro.example', 'lookalike', 'one_edit'],
  ['https://habor.example', 'lookalike', 'one_edit'],
  ['https://haborr.example', 'lookalike', 'one_edit'],
  ['https://harborfreight.com/us-general', 'unknown', 'not_listed'],
  ['https://harbor.example\\@evil.com/a', 'lookalike', 'brand_in_user'],
  ['https://harbor.example/@anna.lee', 'official', 'listed'],
  ['https://harbor.test', 'lookalike', 'wrong_ending'],
  ['https://harbor-support.example', 'lookalike', 'brand_in_name'],
  ['https://login-harb0r.example', 'lookalike', 'brand_in_name'],
  ['https://harbor.example.evil.test/x', 'lookalike', 'brand_in_subdomain'],
  ['https://evil.test/harbor.example/login', 'lookalike', 'brand_in_path'],
  ['https://evil.test/harbor-login', 'lookalike', 'brand_in_path'],
  ['https://harbor.example@evil.test/', 'lookalike', 'brand_in_user'],
  ['https://harbor.example:443@harbor.example/', 'lookalike', 'brand_in_user']
])('%s is %s: %s', (text, verdict, reason) => {
  const found = judge(text)
  expect(found).toMatchObject({ verdict })
  expect(found?.reasons).toContain(reason)
})

test.each(['mailto:a@harbor.example', 'javascript:alert(1)', 'harbor', 'ftp://harbor.example'])(
  '%s is no web address',
  (text) => {
    expect(addressOf(text)).toBeUndefined()
  }
)

test('an address with invalid escapes is judged, too', () => {
  expect(judge('https://%E0%A4@evil.test/%E0%A4')).toMatchObject({ verdict: 'unknown' })
})

test('exactly one changed letter is found', () => {
  const word = fc.stringMatching(/^[a-z]{5,12}$/)
  fc.assert(
    fc.property(word, fc.nat(11), fc.constantFrom(...'xyz09'), (text, place, letter) => {
      const at = place % text.length
      const [before, after] = [text.slice(0, at), text.slice(at)]
      expect(isOneEditApart(before + letter + after, text)).toBe(true)
      expect(isOneEditApart(before + after.slice(1), text)).toBe(true)
      expect(isOneEditApart(`${before}${letter}${letter}${after}`, text)).toBe(false)
      expect(isOneEditApart(text, text)).toBe(false)
    })
  )
})
