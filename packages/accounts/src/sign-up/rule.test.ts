import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAtDomain, normalizeDomain } from './rule.ts'

test.each([
  ['Example.ORG', 'example.org'],
  [' @example.org ', 'example.org'],
  ['*.Example.org', '*.example.org'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['例子.中国', 'xn--fsqu00a.xn--fiqs8s']
])('%s is the domain %s', (typed, domain) => expect(normalizeDomain(typed)).toBe(domain))

test.each([
  '',
  'org',
  '*.org',
  '*',
  'a b.org',
  'ann@example.org',
  'https://a.org',
  '.org',
  '1.2.3.4'
])('%j is no domain', (typed) => expect(normalizeDomain(typed)).toBeUndefined())

test.each([
  ['ann@EXAMPLE.org', 'example.org', true],
  ['ann@mail.example.org', 'example.org', false],
  ['ann@badexample.org', 'example.org', false],
  ['ann@example.org.evil.test', 'example.org', false],
  ['"a@example.org"@evil.test', 'example.org', false],
  ['ann@mail.example.org', '*.example.org', true],
  ['ann@a.b.example.org', '*.example.org', true],
  ['ann@example.org', '*.example.org', false],
  ['ann@badexample.org', '*.example.org', false],
  ['ann@bücher.example', 'xn--bcher-kva.example', true]
])('%s at %s: %s', (email, domain, is) => expect(isAtDomain(email, domain)).toBe(is))

test('an address matches its own domain, and none with the same end or beginning', () => {
  const property = fc.property(fc.domain(), fc.domain(), (domain, other) => {
    const known = normalizeDomain(domain)
    if (known === undefined) return
    expect(isAtDomain(`a@${domain}`, known)).toBe(true)
    expect(isAtDomain(`a@${other}.${domain}`, known)).toBe(false)
    expect(isAtDomain(`a@${domain}.${other}`, known)).toBe(false)
    expect(isAtDomain(`a@${other}.${domain}`, `*.${known}`)).toBe(true)
  })
  fc.assert(property)
})
