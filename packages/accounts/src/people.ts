import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
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
