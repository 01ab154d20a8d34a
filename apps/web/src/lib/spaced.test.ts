import { expect, test } from 'vitest'
import { spaced } from './text.ts'

test('a space follows a sentence, except after Chinese punctuation', () => {
  expect(spaced('Nobody sees it yet.')).toBe('Nobody sees it yet. ')
  expect(spaced('目前没有人能看到。')).toBe('目前没有人能看到。')
  expect(spaced('注册即表示同意')).toBe('注册即表示同意 ')
})
