import { expect, test } from 'vitest'
import { sweptKeyOf, holdersOf, levelsOf } from './address-levels.ts'

const keysOf = (url: string) => levelsOf(url).flatMap(holdersOf)
const heldIn = (url: string, others: string[]) =>
  levelsOf(url).map((address) => sweptKeyOf(address, new Set(others)))

test.each([
  ['HTTP://Tube.example:80//watch;s=1/?v=coins&utm_source=a#now', 'tube.example/watch?v=coins'],
  [
    "https://me@shop.example./%62ad/%e4%b8?b=it's+1&&a=%7E%2f",
    'shop.example/bad/%E4%B8?a=~%2F&b=it%27s%201'
  ],
  ['https://shop.example', 'shop.example/?'],
  ['https://shop.example/a/../bad/', 'shop.example/bad?']
])('%s is compared as %s', (url, whole) => {
  expect(levelsOf(url).map((levels) => levels.whole)).toEqual([whole])
})

test('the widest level that nobody else links to is quarantined', () => {
  const url = 'https://tube.example/Watch?v=coins&feature=share'
  expect(heldIn(url, [])).toEqual(['tube.example'])
  expect(heldIn(url, ['tube.example'])).toEqual(['tube.example/Watch'])
  const [whole] = heldIn(url, ['tube.example', 'tube.example/watch'])
  expect(whole).toBe('tube.example/Watch?feature=share&v=coins')
  expect(keysOf('https://tube.example/Watch?feature=share&v=coins&utm_medium=x')).toContain(whole)
  expect(keysOf('https://tube.example/Watch?v=other&feature=share')).not.toContain(whole)
  expect(keysOf('https://tube.example/Watch?v=coins&feature=share&t=1')).not.toContain(whole)
})

test('a page others link to is not quarantined for a link without parameters', () => {
  const [bare] = heldIn('https://tube.example/watch', ['tube.example', 'tube.example/watch'])
  expect(keysOf('https://tube.example/watch/')).toContain(bare)
  expect(keysOf('https://tube.example/watch?v=other')).not.toContain(bare)
})

test('below a public suffix, no more than the page is quarantined', () => {
  expect(heldIn('https://co.uk/win?a=1', [])).toEqual(['co.uk/win'])
  expect(heldIn('https://github.io', [])).toEqual(['github.io/'])
  expect(heldIn('https://me.github.io/win', [])).toEqual(['me.github.io'])
  expect(heldIn('http://192.0.2.7/win', [])).toEqual(['192.0.2.7'])
  expect(keysOf('https://a.shop.co.uk/').slice(0, -2)).toEqual(['a.shop.co.uk', 'shop.co.uk'])
})

test('keys fit into an index, and long addresses stay distinct', () => {
  const [one = [], other = []] = ['a', 'b'].map((end) =>
    keysOf(`https://${'h'.repeat(300)}.example/${'x'.repeat(6000)}${end}?${'y'.repeat(6000)}`)
  )
  expect(Math.max(...one.map((key) => key.length))).toBeLessThanOrEqual(500)
  expect(one.at(-1)).not.toBe(other.at(-1))
})
