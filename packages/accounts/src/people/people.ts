import { and, eq, isNotNull, or, sql, type SQL, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { notFound, Problem, type AuthorRole, type Context } from '@stoa/core'
import { usernameKey } from '@stoa/core/text'
import { uploadIdLength } from '../pictures/picture.ts'
import { oldUsernames, users } from '../schema.ts'

type Parts = Pick<Context, 'db'>

/** An alias of `users`, for queries that join it several times. */
export const usersAs = (name: string) => alias(users, name)

export type UserTable = typeof users | ReturnType<typeof usersAs>

/** A closed account looks erased from the first day on. */
export const isGone = (table: UserTable) =>
  sql<boolean>`(${table.erasedAt} is not null or ${table.closesAt} is not null)`

export const shownRole = (table: UserTable) =>
  sql<AuthorRole>`case when ${table.service} then 'service' else ${table.role} end`

const shownName = (table: UserTable) =>
  sql<string>`case when ${table.closesAt} is null then ${table.username} else 'erased.' || ${table.id} end`

/** A closed account shows no picture, and who may have an uploaded one says `mayUpload`. */
export const shownPicture = (table: UserTable) =>
  sql<string | null>`case when ${table.closesAt} is null and (${table.role} in ('staff', 'admin')
    or length(${table.picture}) < ${sql.raw(String(uploadIdLength))}) then ${table.picture} end`

/** The columns that show a user as an author. `table` is `users` or one of `usersAs`. */
export const authorColumns = (table: UserTable) => ({
  id: table.id,
  username: shownName(table),
  role: shownRole(table),
  formerStaff: table.formerStaff,
  picture: shownPicture(table),
  erased: isGone(table)
})

/** The id of the user with this name or former name, for conditions of queries. */
export const idOfNamed = (username: string): SQL => {
  const key = usernameKey(username)
  return sql`coalesce(
    (select ${users.id} from ${users} where ${eq(users.usernameKey, key)}),
    (select ${oldUsernames.userId} from ${oldUsernames} where ${eq(oldUsernames.usernameKey, key)}))`
}

const isPerson = and(
  eq(users.visitor, false),
  or(isNotNull(users.emailVerifiedAt), isNotNull(users.erasedAt))
)

/** Condition: accounts that others may know of: persons, confirmed or erased, and services. */
export const isKnown = or(isPerson, eq(users.service, true))

const isNamed = (username: string) => sql`${users.id} = ${idOfNamed(username)}`

/**
 * The user with this present or former name, confirmed or erased, or a service account. Visitors
 * have no page.
 */
export const hasProfile = (username: string) => and(isNamed(username), isKnown)

/**
 * Finds a person by name, with `orService` a service account too.
 * @throws Problem 404, 410 `user_erased`
 */
export async function findUser({ db }: Parts, username: string, { orService = false } = {}) {
  const condition = orService ? hasProfile(username) : and(isNamed(username), isPerson)
  const columns = { ...authorColumns(users), role: users.role }
  const [user] = await db.select(columns).from(users).where(condition).limit(1)
  if (!user) throw notFound()
  if (user.erased) throw userErased()
  return user
}

/** 410: the account was closed. */
export const userErased = () => new Problem(410, 'user_erased')

export async function usernamesOf(
  { db }: Pick<Context, 'db'>,
  ids: number[]
): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: users.id, username: users.username })
    .from(users)
    .where(inArray(users.id, ids))
  return new Map(rows.map(({ id, username }) => [id, username]))
}
