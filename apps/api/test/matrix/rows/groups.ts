import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { after } from '@stoa/core'
import { sha256 } from '@stoa/accounts/secrets'
import { groupInvitations, groupMembers } from '@stoa/accounts/schema'
import { accounts, admins, everybody, unlessSuspended, type Call, type Rows } from '../row.ts'
import type { World } from '../world.ts'

const name = { en: 'VIP desk' }

/** A group that the owner owns; for all others but admins it does not exist. */
export async function groupOf({ forum, owner }: World): Promise<number> {
  const id = await forum.group([owner])
  await forum.connection.db
    .update(groupMembers)
    .set({ isOwner: true })
    .where(and(eq(groupMembers.groupId, id), eq(groupMembers.userId, owner.id)))
  return id
}

const onGroup = async (world: World): Promise<Call> => ({ params: { id: await groupOf(world) } })

async function onMember(world: World): Promise<Call> {
  const { id: userId, username } = await world.bystander()
  const id = await groupOf(world)
  const added = { source: 'person' as const, addedById: userId, addedAt: world.forum.now() }
  await world.forum.connection.db.insert(groupMembers).values({ ...added, groupId: id, userId })
  return { params: { id, username } }
}

/** A link into a group that the owner owns. */
export async function invitationOf(world: World) {
  const { forum, owner } = world
  const groupId = await groupOf(world)
  const token = randomBytes(24).toString('base64url')
  const times = { createdAt: forum.now(), expiresAt: after(forum.now(), 3600_000) }
  const [row] = await forum.connection.db
    .insert(groupInvitations)
    .values({ groupId, hash: sha256(token), maxUses: 5, createdById: owner.id, ...times })
    .returning({ id: groupInvitations.id })
  return { groupId, token, id: row?.id ?? 0 }
}

/** For members of the group, whoever may do what else, and admins. */
const members = (status: number) =>
  `401 401 404 ${status} ${status} ${status} 404 404 404 ${status}`
/** For its owners who are not suspended, and admins. */
const owners = (status: number) => `401 401 404 ${status} ${status} 403 404 404 404 ${status}`

export const groupsRows: Rows = {
  'groups.groups': { call: async () => ({}), answers: accounts(200) },
  'groups.show': { call: onGroup, answers: members(200) },
  'groups.create': { call: async () => ({ body: { name } }), answers: admins(201) },
  'groups.rename': {
    call: async (world) => ({ ...(await onGroup(world)), body: { name } }),
    answers: admins(204)
  },
  'groups.remove': { call: onGroup, answers: admins(204) },
  'groups.members': { call: onGroup, answers: members(200) },
  'groups.addMember': {
    async call(world) {
      const { username } = await world.bystander()
      return { params: { id: await groupOf(world), username }, body: {} }
    },
    answers: owners(204)
  },
  'groups.removeMember': { call: onMember, answers: owners(204) },
  'groups.importMembers': {
    async call(world) {
      const { username } = await world.bystander()
      return { ...(await onGroup(world)), body: { csv: username } }
    },
    answers: owners(200)
  },
  'groups.invitations': { call: onGroup, answers: owners(200) },
  'groups.invite': {
    call: async (world) => ({ ...(await onGroup(world)), body: { uses: 5, days: 7 } }),
    answers: owners(201)
  },
  'groups.revokeInvitation': {
    async call(world) {
      const { groupId, id } = await invitationOf(world)
      return { params: { id: groupId, invitationId: id } }
    },
    answers: owners(204)
  },
  'groups.invitation': {
    call: async (world) => ({ query: { token: (await invitationOf(world)).token } }),
    answers: everybody(200)
  },
  'groups.join': {
    call: async (world) => ({ body: { token: (await invitationOf(world)).token } }),
    answers: unlessSuspended(200)
  }
}
