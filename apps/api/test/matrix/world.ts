import { hash } from '@node-rs/argon2'
import { sanctions } from '@stoa/accounts/schema'
import { after } from '@stoa/core'
import type { Database } from '@stoa/core/database'
import { invalidateCategories } from '@stoa/threads'
import { categories, posts, threads } from '@stoa/threads/schema'
import { and, eq, gt, inArray } from 'drizzle-orm'
import { createClient } from '../client.ts'
import type { Client, NewUser, TestForum } from '../forum.ts'
import { createThread, reply as replyIn } from '../posting.ts'

/**
 * Everybody who may knock at a route, in the order of the columns of every row:
 * a guest, an account without a confirmed address, a stranger, whoever owns what it is about, its
 * owner silenced, its owner suspended, a volunteer of another category, one of this category, staff
 * and an admin.
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
  'admin'
] as const
export type ActorName = (typeof actors)[number]

export type World = {
  forum: TestForum
  name: ActorName
  /** Who calls. */
  caller: Client
  /** Who owns what a row makes: the caller where the caller is an owner. */
  owner: Client
  /** Where rows make threads. */
  categoryId: number
  /** A thread of the owner; answers its id and that of its first post. */
  thread(): Promise<{ id: number; postId: number }>
  /** A reply of the owner in a thread of somebody else; answers its id. */
  reply(body?: string): Promise<number>
  /** A thread of the owner with a reply of somebody else. */
  answered(): Promise<{ id: number; postId: number; replyId: number }>
  /** Somebody new who does nothing else. */
  bystander(user?: NewUser): Promise<Client>
}

/** Of everybody in these walks. */
export const password = 'quiet otters borrow umbrellas'
// Cheap, since nobody attacks it.
const passwordHash = await hash(password, { memoryCost: 8, timeCost: 1 })

/** Everything one call of one actor needs, made anew so that calls do not meet. */
export async function createWorld(
  forum: TestForum,
  name: ActorName,
  categoryId: number
): Promise<World> {
  const person = (user: NewUser = {}) => forum.user({ passwordHash, ...user })
  const caller = await createCaller(forum, name, categoryId, person)
  const isOwner = name === 'owner' || name === 'silencedOwner' || name === 'suspendedOwner'
  const owner = isOwner ? caller : await person()
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

const others = new WeakMap<TestForum, Promise<number>>()

/** A category that no row is about. */
function otherCategory(forum: TestForum): Promise<number> {
  const known = others.get(forum) ?? forum.category()
  others.set(forum, known)
  return known
}

async function createCaller(
  forum: TestForum,
  name: ActorName,
  categoryId: number,
  person: (user?: NewUser) => Promise<Client>
): Promise<Client> {
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
      return person({ role: 'staff', capabilities: ['desk', 'announcements', 'moderation'] })
    case 'admin':
      return person({ role: 'admin' })
    default:
      return person()
  }
}

/** Silences or suspends the caller, once what they own exists. */
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
  // The actor is kept in memory for 5 s.
  forum.ports.committed([{ type: 'actor.changed', payload: { userId: caller.id } }])
}

/** Makes a category and all that is in it exist for staff only. */
export async function closeToAllButStaff(forum: TestForum, categoryId: number): Promise<void> {
  await forum.connection.db
    .update(categories)
    .set({ rule: 'staff_only' })
    .where(eq(categories.id, categoryId))
  invalidateCategories(forum.ports)
}

/** Hides every reply of a category, as a moderator does. */
export async function hideReplies({ connection }: TestForum, categoryId: number): Promise<void> {
  await connection.db
    .update(posts)
    .set({ state: 'hidden', hiddenReason: 'spam' })
    .where(and(inArray(posts.threadId, threadsOf(connection.db, categoryId)), gt(posts.number, 1)))
}

/** Hides every thread of a category by its first post; the replies stay as they are. */
export async function hideThreads({ connection }: TestForum, categoryId: number): Promise<void> {
  const { db } = connection
  await db
    .update(posts)
    .set({ state: 'hidden', hiddenReason: 'spam' })
    .where(and(inArray(posts.threadId, threadsOf(db, categoryId)), eq(posts.number, 1)))
  await db.update(threads).set({ state: 'hidden' }).where(eq(threads.categoryId, categoryId))
}

const threadsOf = (db: Database, categoryId: number) =>
  db.select({ id: threads.id }).from(threads).where(eq(threads.categoryId, categoryId))
