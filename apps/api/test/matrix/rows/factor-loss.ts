import { TOTP } from 'otpauth'
import { secondFactors } from '@stoa/accounts/schema'
import { after } from '@stoa/core'
import { limits } from '@stoa/core/schema'
import { accounts, everybody, type Rows } from '../row.ts'
import { password, type World } from '../world.ts'
import { addressOf, mailedCode, mailedToken } from './mailed.ts'

/** Gives the owner a factor, which may be lost for so long. */
async function setFactor({ forum, owner }: World, lostAt: string | null = null) {
  const lost = { lostAt, replaceableAt: lostAt, lossNotifiedAt: lostAt && forum.now() }
  const since = { authenticatorSince: forum.now(), confirmedAt: forum.now() }
  const values = { userId: owner.id, ...since, ...lost }
  await forum.connection.db
    .insert(secondFactors)
    .values(values)
    .onConflictDoUpdate({ target: secondFactors.userId, set: lost })
}

/** The continuation of the owner's sign-in. */
async function continued({ forum, owner }: World): Promise<string> {
  // Other rows have signed in as often as one network may.
  await forum.connection.db.delete(limits)
  const answer = await forum.guest.post('/sessions', { login: owner.username, password })
  return answer.body.continuation
}

const codeFor = ({ forum }: World, secret: string) =>
  new TOTP({ secret }).generate({ timestamp: Date.parse(forum.now()) })

async function reported(world: World) {
  const { email } = await addressOf(world)
  const { code } = await mailedCode(world, 'factor_loss_code', email)
  return { continuation: await continued(world), code }
}

export const factorLossRows: Rows = {
  'accounts.requestLossCode': {
    async call(world) {
      await setFactor(world)
      return { body: { continuation: await continued(world) } }
    },
    answers: everybody(202)
  },
  'accounts.reportLoss': {
    async call(world) {
      await setFactor(world)
      return { body: await reported(world) }
    },
    answers: everybody(200)
  },
  'accounts.replaceLostFactor': {
    async call(world) {
      await setFactor(world, after(world.forum.now(), -1000))
      const body = await reported(world)
      const { offer } = (await world.forum.guest.post('/sessions/second-factor/loss', body)).body
      return { body: { grant: offer.grant, code: codeFor(world, offer.secret) } }
    },
    answers: everybody(200)
  },
  'accounts.cancelLoss': {
    async call(world) {
      await setFactor(world, world.forum.now())
      return { body: { token: await mailedToken(world, 'factor_loss_cancel', world.owner.id) } }
    },
    answers: everybody(204)
  },
  'accounts.cancelOwnLoss': { call: async () => ({}), answers: accounts(204) },
  'accounts.offerAdminRecovery': {
    call: async (world) => ({ query: { link: await recoveryLink(world) } }),
    answers: everybody(200)
  },
  'accounts.recoverAdmin': {
    async call(world) {
      const link = await recoveryLink(world)
      const { secret } = (await world.forum.guest.get(`/accounts/admin-recovery?link=${link}`)).body
      return { body: { link, password, code: codeFor(world, secret) } }
    },
    answers: everybody(200)
  }
}

/** Not the owner's, who is a member in all rows. */
async function recoveryLink(world: World): Promise<string> {
  const { id } = await world.bystander({ role: 'admin' })
  return mailedToken(world, 'admin_recovery', id)
}
