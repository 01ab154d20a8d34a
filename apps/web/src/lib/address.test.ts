import { expect, test } from 'vitest'
import { withParameters, localPath } from './address.ts'

const address = new URL('https://forum.example/c/api?sort=votes&cursor=abc&lang=en')

test('a changed list starts at its first page and keeps its other parameters', () => {
  expect(withParameters(address, { language: 'all' })).toBe('/c/api?sort=votes&language=all')
})

test('a parameter can be removed', () => {
  expect(withParameters(address, { sort: null })).toBe('/c/api')
})

test('the next page brings its cursor', () => {
  expect(withParameters(address, { cursor: 'def' })).toBe('/c/api?sort=votes&cursor=def')
})

test('an act that was just done is no part of the address', () => {
  const acted = new URL('https://forum.example/desk?/claim&view=all')
  expect(withParameters(acted, { topic: 'api' })).toBe('/desk?view=all&topic=api')
})

test('a path of this site is kept with its query', () => {
  expect(localPath('/t/12?page=2#p23')).toBe('/t/12?page=2#p23')
})

test('what a header cannot hold is encoded, and only that', () => {
  expect(localPath('/c/充值?q=é 1%20#p')).toBe('/c/%E5%85%85%E5%80%BC?q=%C3%A9%201%20#p')
  expect(localPath('/a\ud800')).toBe('/a%EF%BF%BD')
})

test.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'https://evil.example',
  '\t//evil',
  'javascript:1'
])('%j stays here', (next) => {
  expect(localPath(next)).toBe('/')
})

test('no path leads to the home page', () => {
  expect(localPath(null)).toBe('/')
})
