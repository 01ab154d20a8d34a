import { expect, test } from 'vitest'
import { guest, type Role } from '@stoa/core'
import { isEligibleSubstitute } from './conflict-of-interest.ts'

const admin = { ...guest, id: 1, role: 'admin' as const }
const mayDecide = (authorId: number, role: Role, others: Role[]) =>
  isEligibleSubstitute(admin, { id: authorId, role }, others)

test.each<[string, number, Role, Role[], boolean]>([
  ['their own case when nobody else is there', 1, 'admin', ['staff', 'volunteer'], true],
  ['their own case while another admin is there', 1, 'admin', ['admin', 'staff'], false],
  ['the case of another admin, whom nobody outranks', 2, 'admin', ['admin', 'staff'], true],
  ['a case somebody above the author could decide', 2, 'staff', ['admin'], false]
])('an admin and %s', (_case, authorId, role, others, expected) => {
  expect(mayDecide(authorId, role, others)).toBe(expected)
})
