import { everybody, accounts, type Call, type Rows } from '../row.ts'
import { password, type World } from '../world.ts'
import { newAddress, newName } from './mailed.ts'

export const newPassword = 'seven lanterns drift southward'

/** Password and, with a second factor, a recovery code. */
export async function proof({ caller }: World): Promise<Call> {
  const { body } = await caller.put('/me/second-factor/recovery-codes')
  const codes = (body as { codes?: string[] }).codes
  return { body: { password, ...(codes && { code: codes[0] }) } }
}

export const ownAccountRows: Rows = {
  'accounts.me': { call: async () => ({}), answers: everybody(200) },
  'accounts.renameSelf': {
    call: async () => ({ body: { username: newName() } }),
    answers: '401 401 200 200 403 403 403 403 403 403'
  },
  'accounts.updateMe': {
    call: async () => ({ body: { locale: 'zh-TW', timeZone: 'Asia/Taipei' } }),
    answers: accounts(200)
  },
  'accounts.exportData': { call: async () => ({}), answers: accounts(200) },
  'accounts.closeAccount': {
    async call(world) {
      // The last admin cannot close their account.
      await world.bystander({ role: 'admin' })
      return {}
    },
    answers: accounts(204)
  },
  'accounts.setMailPhrase': {
    call: async () => ({ body: { phrase: 'Lanterns under the bridge' } }),
    answers: accounts(204)
  },
  'accounts.mailPhrase': {
    async call({ caller }) {
      await caller.put('/me/mail-phrase', { phrase: 'Lanterns under the bridge' })
      return {}
    },
    answers: accounts(200)
  },
  'accounts.removeMailPhrase': {
    async call({ caller }) {
      await caller.put('/me/mail-phrase', { phrase: 'Lanterns under the bridge' })
      return {}
    },
    answers: accounts(204)
  },
  'accounts.changePassword': {
    call: async () => ({ body: { current: password, password: newPassword } }),
    answers: accounts(204)
  },
  'accounts.changeEmail': {
    call: async () => ({ body: { email: newAddress() } }),
    answers: accounts(202)
  },
  'accounts.mutedUsers': { call: async () => ({}), answers: accounts(200) },
  'accounts.tokens': { call: async () => ({}), answers: accounts(200) },
  'accounts.createToken': {
    call: async () => ({ body: { name: 'Export', scopes: ['read'], days: 30 } }),
    answers: accounts(201)
  },
  'accounts.revokeToken': {
    async call({ owner }) {
      const { body } = await owner.post('/tokens', { name: 'Bot', scopes: ['read'], days: 1 })
      return { params: { id: body.id } }
    },
    answers: '401 401 404 204 204 204 404 404 404 404'
  },
  'accounts.ownSecurityEvents': { call: async () => ({}), answers: accounts(200) }
}
