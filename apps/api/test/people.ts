import { createHash, randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { after, type Role, type Scope } from '@stoa/core'
import { usernameKey } from '@stoa/core/text'
import { groupMembers, groups, secondFactors, sessions, users } from '@stoa/accounts/schema'
import { invalidateCategories } from '@stoa/threads'
import { categories, categoryModerators } from '@stoa/threads/schema'
import type { Forum } from '../src/forum.ts'
import { createClient, type Client } from './client.ts'

export type NewUser = Partial<Omit<typeof users.$inferInsert, 'role'>> & {
  role?: Exclude<Role, 'guest'>
  /** Categories of a volunteer. */
  moderates?: number[]
}

export type GroupNames = (typeof groups.$inferInsert)['name']

let serial = 0
const unique = (name: string) => `${name}${(serial += 1)}`

/** Creates accounts and categories in a test forum, without sign-up and its mails. */
export function createPeople(forum: Forum, origin: string, now: () => string) {
  const { db } = forum.connection
  const guest = createClient(forum.app, origin, { id: 0, username: '', headers: {} })
  return {
    guest,
    async user({ moderates = [], ...values }: NewUser = {}) {
      const username = values.username ?? unique('user')
      const [row] = await db
        .insert(users)
        .values({
          username,
          usernameKey: usernameKey(username),
          email: `${unique('mail')}@example.test`,
          emailVerifiedAt: now(),
          trust: 'basic',
          createdAt: now(),
          ...values
        })
        .returning({ id: users.id })
      const id = row?.id ?? 0
      // Roles above member need a second factor.
      if (values.role && values.role !== 'member')
        await db
          .insert(secondFactors)
          .values({ userId: id, authenticatorSince: now(), confirmedAt: now() })
      for (const categoryId of moderates)
        await db.insert(categoryModerators).values({ categoryId, userId: id, createdAt: now() })
      const cookie = await signIn(forum, id, now())
      return createClient(forum.app, origin, { id, username, headers: { cookie } })
    },
    /** A client of the same user, whose session began with a mailed code. */
    async withCode({ id, username }: Pick<Client, 'id' | 'username'>) {
      const cookie = await signIn(forum, id, now(), ['support'])
      return createClient(forum.app, origin, { id, username, headers: { cookie } })
    },
    /** Signs somebody in and returns the cookie. */
    async session(username: string) {
      const named = eq(users.usernameKey, usernameKey(username))
      const [row] = await db.select({ id: users.id }).from(users).where(named)
      if (!row) throw new Error(`There is no account ${username}.`)
      return signIn(forum, row.id, now())
    },
    /** A group with these members, all of them added by the first one. */
    async group(members: readonly Pick<Client, 'id'>[], names: GroupNames = { en: 'VIP desk' }) {
      const addedById = members[0]?.id ?? (await this.user()).id
      const [row] = await db
        .insert(groups)
        .values({ name: names, createdById: addedById, createdAt: now() })
        .returning({ id: groups.id })
      const groupId = row?.id ?? 0
      const added = { groupId, source: 'person' as const, addedById, addedAt: now() }
      if (members.length > 0)
        await db.insert(groupMembers).values(members.map(({ id }) => ({ ...added, userId: id })))
      const emitted = members.map(({ id }) => ({ type: 'actor.changed', payload: { userId: id } }))
      forum.ports.committed([...emitted, { type: 'group.changed', payload: { groupId } }])
      return groupId
    },
    async category(values: Partial<typeof categories.$inferInsert> = {}) {
      const slug = values.slug ?? unique('category-')
      const name = { en: slug, 'zh-CN': slug, 'zh-TW': slug }
      const [row] = await db
        .insert(categories)
        .values({ slug, name, description: name, createdAt: now(), ...values })
        .returning({ id: categories.id })
      invalidateCategories(forum.ports)
      return row?.id ?? 0
    }
  }
}

async function signIn(
  forum: Forum,
  userId: number,
  now: string,
  scopes: Scope[] | null = null
): Promise<string> {
  const sessionId = randomBytes(25).toString('hex')
  await forum.connection.db.insert(sessions).values({
    hash: createHash('sha256').update(sessionId).digest('hex'),
    userId,
    createdAt: now,
    authenticatedAt: now,
    lastUsedAt: now,
    expiresAt: after(now, 30 * 24 * 3600_000),
    factorSince: scopes === null ? now : null,
    scopes,
    address: '127.0.0.1',
    userAgent: 'test'
  })
  return `stoa_session=${sessionId}`
}
