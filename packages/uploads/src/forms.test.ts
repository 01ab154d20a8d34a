import { expect, test } from 'vitest'
import { localPath } from './forms.ts'

test.each(['/t/12/abc?page=2#reply', '/ask', '/'])('%s is a way back', (next) => {
  expect(localPath(next)).toBe(next)
})

test.each([undefined, '', '//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil'])(
  '%j leads home',
  (next) => {
    expect(localPath(next)).toBe('/')
  }
)
