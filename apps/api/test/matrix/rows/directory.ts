import { eq } from 'drizzle-orm'
import { users } from '@stoa/accounts/schema'
import { admins, everybody, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { mailedToken, newAddress } from './mailed.ts'
import { newPassword } from './own-account.ts'

const onBystander = async ({ bystander }: World): Promise<Call> => ({
  params: { username: (await bystander()).username }
})

/** The link of an account that an admin created and that has no password yet. */
async function offer(world: World): Promise<string> {
  const { id } = await world.bystander({ emailVerifiedAt: null })
  const { db } = world.forum.connection
  await db.update(users).set({ offeredUntil: world.forum.now() }).where(eq(users.id, id))
  return mailedToken(world, 'account_offer', id)
}

export const newName = () => `n${newAddress().slice(0, 12)}`

export const directoryRows: Rows = {
  'accounts.people': { call: async () => ({}), answers: admins(200) },
  'accounts.person': { call: onBystander, answers: admins(200) },
  'accounts.searchByEmail': {
    call: async () => ({ body: { email: newAddress(), reason: 'They wrote to us.' } }),
    answers: admins(201)
  },
  'accounts.offerAccount': {
    call: async () => ({
      body: { email: newAddress(), username: newName() }
    }),
    answers: admins(201)
  },
  'accounts.showOffer': {
    call: async (world) => ({ query: { token: await offer(world) } }),
    answers: everybody(200)
  },
  'accounts.acceptOffer': {
    call: async (world) => ({ body: { token: await offer(world), password: newPassword } }),
    answers: everybody(204)
  },
  'accounts.renameUser': {
    call: async (world) => ({ ...(await onBystander(world)), body: { to: newName() } }),
    answers: admins(200)
  },
  'accounts.closeForOwner': { call: onBystander, answers: admins(204) }
}
