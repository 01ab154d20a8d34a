import { hash } from '@node-rs/argon2'
import { sanctions } from '@stoa/accounts/schema'
import { after } from '@stoa/core'
import { createClient } from '../client.ts'
import type { Client, NewUser, TestForum } from '../forum.ts'
import { createThread, reply as replyIn } from '../posting.ts'
import { linkedIdentity } from './known-provider.ts'

/**
 * All actors, in the order of the columns of every row: a guest, an account without a verified
 * address, another member, the owner, the owner silenced, the owner suspended, a volunteer of
 * another category, one of this category, staff, an admin, and another member who signs in by a
 * provider and has no password.
 */
export const actors = [
  'guest',
  'pending',
  'member',
  'owner',
  'silencedOwner',
  'suspendedOwner',
  'otherVolunteer',
  'volunteer',
  'staff',
  'admin',
  'providerMember'
] as const
export type ActorName = (typeof actors)[number]

export type World = {
  forum: TestForum
  name: ActorName
  /** The actor who calls. */
  caller: Client
  /** Owner of what a row creates; for owner actors, this is the caller. */
  owner: Client
  /** Category in which rows create threads. */
  categoryId: number
  /** Creates a thread of the owner; returns its id and that of its first post. */
  thread(): Promise<{ id: number; postId: number }>
  /** Creates a reply of the owner in another member's thread; returns its id. */
  reply(body?: string): Promise<number>
  /** Creates a thread of the owner with another member's reply. */
  answered(): Promise<{ id: number; postId: number; replyId: number }>
  /** Creates another user. */
  bystander(user?: NewUser): Promise<Client>
}

/** Password of all users in the matrix tests. */
export const password = 'quiet otters borrow umbrellas'
// Cheap parameters, to save time.
const passwordHash = await hash(password, { memoryCost: 8, timeCost: 1 })

/** Whether this actor owns what the rows create. */
export const isOwner = (name: ActorName) => name.toLowerCase().includes('owner')

/** Creates the world of one call by one actor, so that calls do not affect each other. */
export async function createWorld(
  forum: TestForum,
  name: ActorName,
  categoryId: number
): Promise<World> {
  const person = (user: NewUser = {}) => forum.user({ passwordHash, ...user })
  const caller = await createCaller(forum, name, categoryId)
  const owner = isOwner(name) ? caller : await person()
  return {
    ...{ forum, name, caller, owner, categoryId, bystander: person },
    thread: () => createThread(owner, categoryId),
    reply: async (body) => reply(owner, (await createThread(await person(), categoryId)).id, body),
    async answered() {
      const made = await createThread(owner, categoryId)
      return { ...made, replyId: await reply(await person(), made.id) }
    }
  }
}

const reply = async (client: Client, threadId: number, body?: string) =>
  (await replyIn(client, threadId, body)).id

const shared = new WeakMap<TestForum, Promise<number>>()

/**
 * One category of the file, for calls that leave their category as it is: every new one makes the
 * forum read all again.
 */
export function sharedCategory(forum: TestForum): Promise<number> {
  const known = shared.get(forum) ?? forum.category()
  shared.set(forum, known)
  return known
}

const others = new WeakMap<TestForum, Promise<number>>()

/** A category without content of any row. */
function otherCategory(forum: TestForum): Promise<number> {
  const known = others.get(forum) ?? forum.category()
  others.set(forum, known)
  return known
}

/** Creates the account of an actor. */
export async function createCaller(
  forum: TestForum,
  name: ActorName,
  categoryId: number
): Promise<Client> {
  const person = (user: NewUser = {}) => forum.user({ passwordHash, ...user })
  switch (name) {
    case 'guest':
      return createClient(forum.app, forum.origin, { id: 0, username: '', headers: {} })
    case 'pending':
      return person({ emailVerifiedAt: null })
    case 'volunteer':
      return person({ role: 'volunteer', moderates: [categoryId] })
    case 'otherVolunteer':
      return person({ role: 'volunteer', moderates: [await otherCategory(forum)] })
    case 'staff':
      return person({
        role: 'staff',
        capabilities: ['desk', 'announcements', 'articles', 'moderation']
      })
    case 'admin':
      return person({ role: 'admin' })
    case 'providerMember':
      return createProviderMember(forum)
    default:
      return person()
  }
}

/** A member known to a provider, who has no password. */
async function createProviderMember(forum: TestForum): Promise<Client> {
  const client = await forum.user({ passwordHash: null })
  await linkedIdentity(forum, client.id)
  return client
}

/** Silences or suspends the caller, after their content was created. */
export async function sanction({ forum, caller, name }: World): Promise<void> {
  if (name !== 'silencedOwner' && name !== 'suspendedOwner') return
  await forum.connection.db.insert(sanctions).values({
    userId: caller.id,
    kind: name === 'silencedOwner' ? 'silence' : 'suspension',
    reason: 'spam',
    until: after(forum.now(), 24 * 3600_000),
    byId: 0,
    createdAt: forum.now()
  })
  // Actors are cached for 5 s.
  forum.ports.committed([{ type: 'actor.changed', payload: { userId: caller.id } }])
}
