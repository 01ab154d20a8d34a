import { expect, test } from 'vitest'
import { onlyAgrees } from './posts.ts'

test.each([
  '+1',
  '＋1!',
  'I have the same problem',
  'Same issue here',
  'Same here.',
  'me too',
  '我也一样',
  '我也遇到了！',
  '我也有这个问题',
  '我也遇到同样的问题',
  '同问',
  '頂'
])('“%s” says nothing but that somebody has the same problem', (body) =>
  expect(onlyAgrees(body)).toBe(true)
)

test.each([
  '+1, on Android 15',
  'Same here since 3.2.0',
  '我也是昨天开始的',
  '是',
  '+9',
  'bump fee?'
])('“%s” says more', (body) => expect(onlyAgrees(body)).toBe(false))
