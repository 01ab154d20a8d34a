import { expect, test } from 'vitest'
import { holds } from './capabilities.ts'
import { guest, type Actor } from './context.ts'

const staff: Actor = { ...guest, id: 1, role: 'staff', capabilities: ['desk'] }

test('staff have the given capabilities, admins all', () => {
  expect(holds(staff, 'desk')).toBe(true)
  expect(holds(staff, 'announcements')).toBe(false)
  expect(holds({ ...guest, role: 'admin' }, 'announcements')).toBe(true)
})
