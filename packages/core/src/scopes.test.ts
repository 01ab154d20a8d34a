import { expect, test } from 'vitest'
import { guest, type Actor } from './context.ts'
import { actorFor, isInScope, isSignedIn } from './scopes.ts'

const member: Actor = { ...guest, id: 7, role: 'member', locale: 'zh-CN' }
const support: Actor = { ...member, scopes: ['support'] }
const token: Actor = { ...member, scopes: ['read'], token: { id: 1 } }
const reading = { scope: ['read', 'support'] } as const

test('an actor without scopes is in scope everywhere, others where a scope is theirs', () => {
  expect(isInScope({ scope: null }, member)).toBe(true)
  expect(isInScope(reading, support)).toBe(true)
  expect(isInScope({ scope: 'read' }, support)).toBe(false)
  expect(isInScope({ scope: 'read' }, token)).toBe(true)
  expect(isInScope({ scope: null }, token)).toBe(false)
})

test('outside its scopes a session is a guest’s, and a token stays to be refused', () => {
  expect(actorFor(reading, support)).toBe(support)
  expect(actorFor({ scope: 'read' }, support)).toMatchObject({ id: 0, role: 'guest' })
  expect(actorFor({ scope: null }, token)).toBe(token)
  expect(actorFor({ scope: null }, member)).toBe(member)
})

test('members and tokens are signed in; guests and mailed codes are not', () => {
  expect([member, token].map(isSignedIn)).toEqual([true, true])
  expect([guest, support].map(isSignedIn)).toEqual([false, false])
})
