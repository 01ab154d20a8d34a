import { sanctions, users } from '@stoa/accounts/schema'
import { after } from '@stoa/core'
import { eq } from 'drizzle-orm'
import { createClient } from '../client.ts'
import type { Client, TestForum } from '../forum.ts'

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
  /** Who calls. */
  caller: Client
  /** Who owns what a row makes: the caller where the caller is an owner. */
  owner: Client
  /** Where rows make threads: public, or for staff only in the walk over hidden things. */
  categoryId: number
  /** A thread of the owner; answers its id and that of its first post. */
  thread(): Promise<{ id: number; postId: number }>
  /** A thread of the owner with a reply of somebody else. */
  answered(): Promise<{ id: number; postId: number; replyId: number }>
  /** Somebody new who does nothing else. */
  bystander(): Promise<Client>
}

/** Everything one call of one actor needs, made anew so that calls do not meet. */
export async function createWorld(
  forum: TestForum,
  name: ActorName,
  categoryId: number
): Promise<World> {
  const caller = await createCaller(forum, name, categoryId)
  const isOwner = name === 'owner' || name === 'silencedOwner' || name === 'suspendedOwner'
  const owner = isOwner ? caller : await forum.user()
  const staff = await forum.user({ role: 'staff' })
  // In a category for staff only nobody else can write: there staff own the threads.
  const thread = async () => {
    const author = categoryId === (await staffCategory(forum)) ? staff : owner
    const { body } = await author.post('/threads', {
      categoryId,
      title: 'Where is my deposit?',
      body: 'It left three hours ago and has not arrived.',
      language: 'en'
    })
    return { id: Number(body.id), postId: Number(body.postId) }
  }
  const answered = async () => {
    const made = await thread()
    const { body } = await staff.post(`/threads/${made.id}/posts`, { body: 'Which network was it?' })
    return { ...made, replyId: Number(body.id) }
  }
  return { forum, caller, owner, categoryId, thread, answered, bystander: () => forum.user() }
}

const staffOnly = new WeakMap<TestForum, Promise<number>>()

/** The category that only staff know of. */
export function staffCategory(forum: TestForum): Promise<number> {
  const known = staffOnly.get(forum) ?? forum.category({ rule: 'staff_only' })
  staffOnly.set(forum, known)
  return known
}

async function createCaller(forum: TestForum, name: ActorName, categoryId: number): Promise<Client> {
  switch (name) {
    case 'guest':
      return createClient(forum.app, forum.origin, { id: 0, username: '', headers: {} })
    case 'pending':
      return forum.user({ emailVerifiedAt: null })
    case 'volunteer':
      return forum.user({ role: 'volunteer', moderates: [categoryId] })
    case 'otherVolunteer':
      return forum.user({ role: 'volunteer', moderates: [await forum.category()] })
    case 'staff':
      return forum.user({ role: 'staff', capabilities: ['desk', 'announcements', 'moderation'] })
    case 'admin':
      return forum.user({ role: 'admin' })
    default:
      return forum.user()
  }
}

/** Silences or suspends the caller, once what they own exists. */
export async function sanction({ forum, caller }: World, name: ActorName): Promise<void> {
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
  forum.advance(6_000)
}

/** Gives a user another trust level. */
export const setTrust = (forum: TestForum, id: number, trust: 'new' | 'basic' | 'trusted') =>
  forum.connection.db.update(users).set({ trust }).where(eq(users.id, id))
