import { expect, test } from 'vitest'
import { localPath } from './forms.ts'

test.each(['/t/12/abc?page=2#reply', '/ask', '/'])('%s is a local path', (next) => {
  expect(localPath(next)).toBe(next)
})

const foreign = [
  ...['//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil'],
  ...['/.//evil.example', '/a/..//evil.example', '/%2e//evil.example']
]

test.each([undefined, '', ...foreign])('%j becomes the home page', (next) => {
  expect(localPath(next)).toBe('/')
})
