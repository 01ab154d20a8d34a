import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { users } from '@stoa/accounts/schema'
import { createDemoAccounts } from '../../src/demo/accounts.ts'
import { seedDemo } from '../../src/demo/seed.ts'
import { startForum } from '../forum.ts'

const forum = startForum()

beforeAll(async () => {
  await createDemoAccounts(forum.context())
})

test('demo accounts do not sign in outside demo mode', async () => {
  for (const login of ['member', 'member2', 'volunteer', 'staff', 'admin']) {
    const answer = await forum.guest.post('/sessions', { login, password: 'demo-only-password' })
    expect(answer.status, login).toBe(401)
    expect(String(answer.headers['set-cookie'])).not.toContain('stoa_session')
  }
})

test('a forum with accounts is left unchanged', async () => {
  expect(await seedDemo(forum.context())).toBe(false)
  expect((await forum.guest.get('/categories')).body.items).toEqual([])
})

test('an interrupted seed leaves nothing behind', async () => {
  const { db } = forum.connection
  await db.execute(sql`truncate ${users} cascade`)
  const safety = { ...forum.ports.safety, review: () => Promise.reject(new Error('stop')) }
  const broken = { ...forum.context(), ports: { ...forum.ports, safety } }
  await expect(seedDemo(broken)).rejects.toThrow('stop')
  expect(await db.select().from(users)).toEqual([])
})
