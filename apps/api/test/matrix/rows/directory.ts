import { agreed } from '../../accounts/browser.ts'
import { eq } from 'drizzle-orm'
import { peopleImports, users } from '@stoa/accounts/schema'
import { admins, everybody, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'
import { mailedToken, newAddress, newName, proveMail } from './mailed.ts'
import { newPassword } from './own-account.ts'

const onBystander = async ({ bystander }: World): Promise<Call> => ({
  params: { username: (await bystander()).username }
})

/** The link of an account that an admin created and that has no password yet. */
async function offer(world: World): Promise<string> {
  const { id } = await world.bystander({ emailVerifiedAt: null })
  const { db } = world.forum.connection
  await db.update(users).set({ activationExpiresAt: world.forum.now() }).where(eq(users.id, id))
  return mailedToken(world, 'account_activation', id)
}

export const directoryRows: Rows = {
  'accounts.people': { call: async () => ({}), answers: admins(200) },
  'accounts.person': { call: onBystander, answers: admins(200) },
  'accounts.searchByEmail': {
    call: async () => ({ body: { email: newAddress(), reason: 'They wrote to us.' } }),
    answers: admins(201)
  },
  'accounts.createForOwner': {
    call: async () => ({
      body: { email: newAddress(), username: newName() }
    }),
    answers: admins(201)
  },
  'accounts.showActivation': {
    call: async (world) => ({ query: { token: await offer(world) } }),
    answers: everybody(200)
  },
  'accounts.activateAccount': {
    call: async (world) => ({
      body: { ...agreed, token: await offer(world), password: newPassword }
    }),
    answers: everybody(204)
  },
  'accounts.renameUser': {
    call: async (world) => ({ ...(await onBystander(world)), body: { to: newName() } }),
    answers: admins(200)
  },
  'accounts.imports': { call: async () => ({}), answers: admins(200) },
  'accounts.importPeople': {
    call: async () => ({
      body: { csv: `email,name\n${newAddress()},${newName()}`, dryRun: false }
    }),
    answers: admins(200)
  },
  'accounts.sendInvitations': {
    async call(world) {
      await proveMail(world)
      const { forum } = world
      const { id: createdById } = await forum.user({ role: 'admin' })
      const [row] = await forum.connection.db
        .insert(peopleImports)
        .values({ createdById, createdAt: forum.now(), rows: 0 })
        .returning()
      return { params: { id: row?.id ?? 0 } }
    },
    answers: admins(204)
  },
  'accounts.closeForOwner': { call: onBystander, answers: admins(204) }
}
