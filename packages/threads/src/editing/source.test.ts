import { expect, test } from 'vitest'
import { quotableOf } from './source.ts'

test('a quote is the first three lines with words in them', () => {
  expect(quotableOf('One.\n\nTwo.\n\nThree.\nFour.', 'image')).toBe('One.\nTwo.\nThree.')
})

test('a quote has no quotes and no beginning of code in it', () => {
  expect(quotableOf('> Before.\n  > > Even.\nNow.\n```ts\nconst a = 1\n```', 'image')).toBe(
    'Now.\nconst a = 1'
  )
})

test('pictures of a quote are a word', () => {
  const text = 'See ![my balance](/api/v1/uploads/1234567890abcdef) and ![x][1].\n\n[1]: /y'
  expect(quotableOf(text, '图片')).toBe('See [图片] and [图片].\n[1]: /y')
})
