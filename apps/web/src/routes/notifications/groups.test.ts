import { expect, test } from 'vitest'
import { grouping } from './groups.ts'

const item = (
  id: number,
  kind: 'answer' | 'reply' | 'mention' | 'desk',
  url: string,
  read = false
) => ({ id, kind, url, read })

test('answers in one thread are one row, in the order of their newest', () => {
  const items = [
    item(9, 'reply', '/t/1/a?page=2#p21'),
    item(8, 'mention', '/t/1/a#p3'),
    item(7, 'answer', '/t/2/b#p2'),
    item(6, 'reply', '/t/1/a#p5'),
    item(5, 'reply', '/t/1/a#p4', true),
    item(4, 'mention', '/t/1/a#p2')
  ]
  const ids = grouping(items).map((group) => group.map(({ id }) => id))
  expect(ids).toEqual([[9, 6], [8], [7], [5], [4]])
})

test('tickets for the desk are one row, apart from those that were read', () => {
  const items = [
    item(4, 'desk', '/tickets/A'),
    item(3, 'answer', '/t/2/b#p2'),
    item(2, 'desk', '/tickets/B'),
    item(1, 'desk', '/tickets/C', true)
  ]
  const ids = grouping(items).map((group) => group.map(({ id }) => id))
  expect(ids).toEqual([[4, 2], [3], [1]])
})
