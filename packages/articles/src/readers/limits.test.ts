import { expect, test } from 'vitest'
import type { Readers } from '../visibility.ts'
import { isWider } from './limits.ts'

const [everyone, members, staff]: Readers[] = (['everyone', 'members', 'staff'] as const).map(
  (readers) => ({ readers, readerGroups: [] })
)
const groups = (...readerGroups: number[]): Readers => ({ readers: 'groups', readerGroups })

test.each([
  ['staff', staff, groups(1)],
  ['a group', groups(1), groups(1, 2)],
  ['another group', groups(1), groups(2)],
  ['a group', groups(1), members],
  ['members', members, everyone]
])('from %s to more people is wider, and back is not, but for others', (_, before, after) => {
  expect(isWider([before!], [after!])).toBe(true)
  expect(isWider([after!], [before!])).toBe(after?.readerGroups.join() === '2')
})

test('a limit of the section keeps a text that has none of its own', () => {
  expect(isWider([everyone!, staff!], [everyone!])).toBe(true)
  expect(isWider([everyone!, staff!], [members!, staff!])).toBe(false)
  expect(isWider([members!], [everyone!, groups(1)])).toBe(false)
})
