import { expect, test } from 'vitest'
import { draftOf, threadOf } from './typed-thread.ts'

const typed = {
  kind: 'question',
  categoryId: '3',
  title: '充值没到账',
  body: '……',
  tags: '',
  language: '',
  fields: '',
  draftKey: 'ask:1x9k2m7q'
}

test('tags are separated by spaces and commas of both scripts', () => {
  expect(threadOf({ ...typed, tags: 'trc20，充值 deposit、usdt, ' }).tags).toEqual([
    'trc20',
    '充值',
    'deposit',
    'usdt'
  ])
})

test('an unknown kind is a question', () => {
  expect(threadOf({ ...typed, kind: 'poll' }).kind).toBe('question')
})

test('a language is given only if one was chosen', () => {
  expect(threadOf(typed).language).toBeUndefined()
  expect(threadOf({ ...typed, language: 'zh-TW' }).language).toBe('zh-TW')
})

test('a thread names the draft that it was, if the form has one', () => {
  expect(threadOf(typed).draft).toBe('ask:1x9k2m7q')
  expect(threadOf({ ...typed, draftKey: 'thread:1' }).draft).toBeUndefined()
})

test('a draft may have no category yet', () => {
  expect(draftOf({ ...typed, categoryId: '' }).categoryId).toBeUndefined()
})
