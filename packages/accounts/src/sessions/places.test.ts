import { expect, test } from 'vitest'
import { browserOf, networkOf } from './places.ts'

test.each([
  ['203.0.113.7', '203.0.99.1', true],
  ['203.0.113.7', '198.51.100.1', false],
  ['2001:db8:1::1', '2001:db8:2::9', true],
  ['2001:db8:1::1', '2a00:1::1', false]
])('%s and %s are one network: %s', (one, other, same) => {
  expect(networkOf(one) === networkOf(other)).toBe(same)
})

test('an update does not make it another browser', () => {
  const firefox = (version: string) => `Mozilla/5.0 (X11; Linux; rv:${version}) Firefox/${version}`
  expect(browserOf(firefox('140.0'))).toBe(browserOf(firefox('141.0.2')))
  expect(browserOf(firefox('140.0'))).not.toBe(browserOf('Mozilla/5.0 Chrome/140.0'))
})
