import { expect, test } from 'vitest'
import { withParameters } from './address.ts'

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
