import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { notFound, Problem, usernameKey, type Context } from '@stoa/core'
import { oldUsernames, users } from './schema.ts'

type Parts = Pick<Context, 'db'>

/** How lists select an author, for queries that join `users`. */
export const authorFields = {
  id: users.id,
  username: users.username,
  role: users.role,
  formerStaff: users.formerStaff,
  erased: sql<boolean>`${users.erasedAt} is not null`
}

/** The user of a present or former name. */
export const isNamed = (username: string) => {
  const key = usernameKey(username)
  const former = sql`(select user_id from ${oldUsernames} where username_key = ${key})`
  return and(
    or(eq(users.usernameKey, key), sql`${users.id} = ${former}`),
    or(isNotNull(users.emailVerifiedAt), isNotNull(users.erasedAt))
  )
}

/** @throws Problem 404, 410 `user_erased` */
export async function findUser({ db }: Parts, username: string) {
  const [user] = await db.select(authorFields).from(users).where(isNamed(username)).limit(1)
  if (!user) throw notFound()
  if (user.erased) throw userErased()
  return user
}

export const userErased = () => new Problem(410, 'user_erased')

/** Ids of those of the names that are somebody's, by the key of the name; for mentions. */
export async function usersByNames(
  { db }: Parts,
  usernames: string[]
): Promise<Map<string, number>> {
  const keys = [...new Set(usernames.map(usernameKey))]
  if (keys.length === 0) return new Map()
  const rows = await db
    .select({ key: users.usernameKey, id: users.id })
    .from(users)
    .where(
      and(
        inArray(users.usernameKey, keys),
        isNotNull(users.emailVerifiedAt),
        isNull(users.erasedAt)
      )
    )
  return new Map(rows.map(({ key, id }) => [key, id]))
}
