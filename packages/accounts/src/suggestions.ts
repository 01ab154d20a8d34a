import { and, asc, eq, isNotNull, isNull, like } from 'drizzle-orm'
import { invalid, lengthOf, usernameKey, type Context } from '@stoa/core'
import { users } from './schema.ts'

const leastLength = 3
const leastHanLength = 2
const suggestionCount = 8

/**
 * Users whose names begin with `typed`, to complete a mention.
 * @throws Problem 422 on `q` below three characters (two of Han): names are not to be listed
 */
export async function suggestUsers({ db, ports }: Context, typed: string) {
  const key = usernameKey(typed)
  const least = /^\p{sc=Han}+$/u.test(key) ? leastHanLength : leastLength
  if (lengthOf(key) < least) throw invalid('q', 'field_too_short', { minimum: least })
  return db
    .select({ username: users.username, role: users.role })
    .from(users)
    .where(
      and(
        like(users.usernameKey, `${key.replace(/[\\%_]/g, '\\$&')}%`),
        isNotNull(users.emailVerifiedAt),
        isNull(users.erasedAt),
        ports.demo ? undefined : eq(users.demo, false)
      )
    )
    .orderBy(asc(users.usernameKey))
    .limit(suggestionCount)
}
