import { expect, test } from 'vitest'
import { localPath } from './local-path.ts'

test('a path of this site is kept with its query', () => {
  expect(localPath('/t/12?page=2#p23')).toBe('/t/12?page=2#p23')
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
