import { agreed } from '../../accounts/browser.ts'
import { createHash, randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { invitations, users } from '@stoa/accounts/schema'
import { after } from '@stoa/core'
import { admins, everybody, staff, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { newAddress, proveMail } from './mailed.ts'

const newPassword = 'seven lanterns drift southward'

/** Work only in a forum without an admin; `accounts/setup-link.test.ts` has one. */
export const onlyBeforeAdmins = ['accounts.beginFirstAdmin', 'accounts.createFirstAdmin']

/** The secret of an invitation to a role, mailed to the owner. */
async function roleLink({ forum, owner }: World): Promise<string> {
  const { db } = forum.connection
  const [user] = await db.select().from(users).where(eq(users.id, owner.id))
  const { id: createdById } = await forum.user({ role: 'admin' })
  const secret = randomBytes(32).toString('base64url')
  const hash = createHash('sha256').update(secret).digest('hex')
  const times = { createdAt: forum.now(), expiresAt: after(forum.now(), 900_000) }
  const given = { email: user?.email, role: 'volunteer' as const, createdById, ...times }
  await db
    .insert(invitations)
    .values({ hash, seed: '', kind: 'mail', locale: 'en', maxUses: 1, ...given })
  return secret
}

export const joiningRows: Rows = {
  'accounts.beginFirstAdmin': {
    call: async () => ({ query: { link: 'never-given' } }),
    answers: everybody(410)
  },
  'accounts.createFirstAdmin': {
    async call() {
      const username = `n${randomBytes(6).toString('hex')}`
      const account = { ...agreed, username, email: newAddress(), password: newPassword }
      return { body: { ...account, link: 'never-given', code: '123456' } }
    },
    answers: everybody(410)
  },
  'accounts.showSignUp': { call: async () => ({}), answers: everybody(200) },
  'accounts.signUpWork': { call: async () => ({}), answers: everybody(200) },
  'accounts.signUp': {
    async call(world) {
      await proveMail(world)
      const username = `n${randomBytes(6).toString('hex')}`
      return { body: { ...agreed, username, email: newAddress(), password: newPassword } }
    },
    answers: everybody(202)
  },
  'accounts.changeSignUp': {
    call: async () => ({ body: { way: 'open', domains: [] } }),
    answers: admins(204)
  },
  'accounts.readingAccess': { call: async () => ({}), answers: admins(200) },
  'accounts.changeReadingAccess': {
    call: async () => ({ body: { signInRequired: false } }),
    answers: admins(204)
  },
  'accounts.invitations': { call: async () => ({}), answers: staff(200) },
  'accounts.invite': {
    call: async () => ({ body: { email: newAddress() } }),
    answers: staff(201)
  },
  'accounts.inviteToRole': {
    call: async () => ({ body: { email: newAddress(), role: 'staff' } }),
    answers: admins(201)
  },
  'accounts.roleInvitation': {
    call: async (world) => ({ query: { token: await roleLink(world) } }),
    answers: everybody(200)
  },
  'accounts.acceptRole': {
    call: async (world) => ({ body: { token: await roleLink(world) } }),
    // It is mailed to one address.
    answers: '401 401 403 204 204 204 403 403 403 403'
  },
  'accounts.revokeInvitation': {
    async call({ forum }) {
      const { id: createdById } = await forum.user({ role: 'staff' })
      const times = { createdAt: forum.now(), expiresAt: after(forum.now(), 900_000) }
      const hash = randomBytes(9).toString('hex')
      const [row] = await forum.connection.db
        .insert(invitations)
        .values({ hash, seed: '', kind: 'link', locale: 'en', maxUses: 1, createdById, ...times })
        .returning({ id: invitations.id })
      return { params: { id: row?.id ?? 0 } }
    },
    answers: staff(204)
  }
}
