import { expect, test } from 'vitest'
import { checkHolds, holds } from './capabilities.ts'
import { guest, type Actor } from './context.ts'

const staff: Actor = { ...guest, id: 1, role: 'staff', capabilities: ['desk'] }

test('staff hold what they were given, admins everything', () => {
  expect(holds(staff, 'desk')).toBe(true)
  expect(holds(staff, 'announcements')).toBe(false)
  expect(holds({ ...guest, role: 'admin' }, 'announcements')).toBe(true)
  expect(() => checkHolds(staff, 'moderation')).toThrow('capability_missing')
})
