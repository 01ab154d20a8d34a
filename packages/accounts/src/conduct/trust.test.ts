import { expect, test } from 'vitest'
import { trustOf } from './trust.ts'

const now = '2026-06-01T00:00:00.000Z'
const facts = {
  createdAt: '2026-01-01T00:00:00.000Z',
  days: 15,
  threads: 50,
  answers: 3,
  sanctioned: false
}

test.each([
  ['everything', {}, 'trusted'],
  ['a sanction', { sanctioned: true }, 'basic'],
  ['two answers', { answers: 2 }, 'basic'],
  ['an account of a week', { createdAt: '2026-05-25T00:00:00.000Z' }, 'basic'],
  ['one day here', { days: 1 }, 'new'],
  ['nothing read', { threads: 0 }, 'new'],
  ['an account of an hour', { createdAt: '2026-05-31T23:00:00.000Z' }, 'new']
])('%s gives the trust', (_, change, trust) => {
  expect(trustOf({ ...facts, ...change }, now)).toBe(trust)
})
