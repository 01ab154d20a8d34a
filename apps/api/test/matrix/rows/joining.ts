import { randomBytes } from 'node:crypto'
import { invitations } from '@stoa/accounts/schema'
import { after } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { admins, everybody, staff, type Rows } from '../row.ts'
import { newAddress } from './mailed.ts'

const newPassword = 'seven lanterns drift southward'

/** Work only in a forum without an admin; `accounts/setup-link.test.ts` has one. */
export const onlyBeforeAdmins = ['accounts.offerFirstAdmin', 'accounts.createFirstAdmin']

export const joiningRows: Rows = {
  'accounts.offerFirstAdmin': {
    call: async () => ({ query: { link: 'never-given' } }),
    answers: everybody(410)
  },
  'accounts.createFirstAdmin': {
    async call() {
      const username = `n${randomBytes(6).toString('hex')}`
      const account = { username, email: newAddress(), password: newPassword }
      return { body: { ...account, link: 'never-given', code: '123456' } }
    },
    answers: everybody(410)
  },
  'accounts.showSignUp': { call: async () => ({}), answers: everybody(200) },
  'accounts.signUpWork': { call: async () => ({}), answers: everybody(200) },
  'accounts.signUp': {
    async call({ forum }) {
      const mailWorks = { name: 'mail_works', value: true, updatedAt: forum.now() }
      await forum.connection.db.insert(settings).values(mailWorks).onConflictDoNothing()
      const username = `n${randomBytes(6).toString('hex')}`
      return { body: { username, email: newAddress(), password: newPassword } }
    },
    answers: everybody(202)
  },
  'accounts.changeSignUp': {
    call: async () => ({ body: { way: 'open', domains: [] } }),
    answers: admins(204)
  },
  'accounts.invitations': { call: async () => ({}), answers: staff(200) },
  'accounts.invite': {
    call: async () => ({ body: { email: newAddress() } }),
    answers: staff(201)
  },
  'accounts.revokeInvitation': {
    async call({ forum }) {
      const { id: createdById } = await forum.user({ role: 'staff' })
      const times = { createdAt: forum.now(), expiresAt: after(forum.now(), 60_000) }
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
