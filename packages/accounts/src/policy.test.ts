import { expect, test } from 'vitest'
import { guest, type Actor } from '@stoa/core'
import { holdsDesk } from './policy.ts'

const staff: Actor = { ...guest, id: 1, role: 'staff', capabilities: ['desk'] }

test('the desk without topics covers all of them, with topics only those', () => {
  const some: Actor = { ...staff, deskTopics: ['api'] }
  expect([holdsDesk(staff, 'security'), holdsDesk(some, 'api')]).toEqual([true, true])
  expect(holdsDesk(some, 'security')).toBe(false)
  expect(holdsDesk({ ...some, capabilities: [] }, 'api')).toBe(false)
  expect(holdsDesk({ ...some, role: 'admin' }, 'security')).toBe(true)
})
