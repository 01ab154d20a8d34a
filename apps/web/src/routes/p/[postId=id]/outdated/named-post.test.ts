import { expect, test } from 'vitest'
import { namedPost } from './named-post.ts'

test.each([
  ['', undefined],
  ['12', { kind: 'number', number: 12 }],
  ['12 楼', { kind: 'number', number: 12 }],
  ['https://forum.example/p/345', { kind: 'post', id: 345 }],
  ['https://forum.example/t/7/a-title?page=2#p23', { kind: 'number', threadId: 7, number: 23 }],
  ['no such thing', { kind: 'number', number: 0 }]
])('%s', (text, named) => {
  expect(namedPost(text)).toEqual(named)
})
