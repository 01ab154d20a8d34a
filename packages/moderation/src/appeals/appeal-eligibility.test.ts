import { expect, test } from 'vitest'
import { guest, type Actor, type Role } from '@stoa/core'
import { decidesAppeal, type Appealed } from './appeal-eligibility.ts'
import type { Moderator } from '../conflict-of-interest.ts'

const actor = (id: number, role: Role, more: Partial<Actor> = {}): Actor => ({
  ...guest,
  ...{ id, role, moderates: [7] },
  ...more
})
const moderator = (id: number, role: Role): Moderator => ({
  ...{ id, role, categories: [7], capabilities: [] }
})
const hiding: Appealed = {
  author: { id: 1, role: 'member' },
  ...{ actedById: 2, counterparts: [], actedAs: 'volunteer', categoryId: 7, isSanction: false }
}

test('another moderator of the category decides, not who acted nor the author', () => {
  const team = [moderator(2, 'volunteer'), moderator(3, 'volunteer')]
  expect(decidesAppeal(actor(3, 'volunteer'), hiding, team)).toBe('decides')
  expect(decidesAppeal(actor(2, 'volunteer'), hiding, team)).toBe('refused')
  expect(decidesAppeal(actor(1, 'volunteer'), hiding, team)).toBe('refused')
  expect(decidesAppeal(actor(3, 'volunteer', { moderates: [] }), hiding, team)).toBe('refused')
})

test('the moderator who acted decides if nobody else could', () => {
  expect(decidesAppeal(actor(2, 'volunteer'), hiding, [moderator(2, 'volunteer')])).toBe(
    'nobody_else'
  )
})

test('volunteers do not undo what staff did, nor sanctions without the capability', () => {
  const byStaff: Appealed = { ...hiding, actedAs: 'staff' }
  expect(decidesAppeal(actor(3, 'volunteer'), byStaff, [])).toBe('refused')
  expect(decidesAppeal(actor(3, 'staff'), byStaff, [])).toBe('decides')
  const silence: Appealed = { ...hiding, isSanction: true }
  expect(decidesAppeal(actor(3, 'staff'), silence, [])).toBe('refused')
  expect(decidesAppeal(actor(3, 'staff', { capabilities: ['moderation'] }), silence, [])).toBe(
    'decides'
  )
})
