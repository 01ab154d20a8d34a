import { expect, test } from 'vitest'
import { blackBar, withoutPassage, withoutQuotedPassage } from './redacted-text.ts'

test('a passage is removed wherever it occurs', () => {
  expect(withoutPassage('a 138001 b 138001', '138001')).toBe(`a ${blackBar} b ${blackBar}`)
})

test('a passage is removed from others’ quotes, not from their own text', () => {
  const reply = '> my key is sk-12345678\n\nsk-12345678 was no good idea'
  expect(withoutQuotedPassage(reply, 'sk-12345678')).toBe(
    `> my key is ${blackBar}\n\nsk-12345678 was no good idea`
  )
})

test('a passage of several lines is removed from quotes line by line', () => {
  const reply = '> 我的邮箱是 a@b.example\n> 我的电话是 13800138000\n好的'
  expect(withoutQuotedPassage(reply, '我的邮箱是 a@b.example\n我的电话是 13800138000')).toBe(
    `> ${blackBar}\n> ${blackBar}\n好的`
  )
})

test('common words stay in quotes', () => {
  expect(withoutQuotedPassage('> the withdrawal', 'the')).toBe('> the withdrawal')
})
