import { and, asc, eq, isNotNull, isNull, like } from 'drizzle-orm'
import { m } from '@stoa/messages'
import { invalid, type Context } from '@stoa/core'
import { lengthOf, usernameKey } from '@stoa/core/text'
import type { Author } from '@stoa/core/contract'
import { authorColumns } from './people.ts'
import { users } from '../schema.ts'

const minLength = 3
const minHanLength = 2
const suggestionCount = 8

/**
 * Suggests users whose names begin with `typed`, to complete a mention.
 * @throws Problem 422 on `q` below three characters (two of Han), so that users cannot be listed
 */
export async function suggestUsers(ctx: Context, typed: string) {
  const minimum = minLengthOf(typed)
  if (lengthOf(usernameKey(typed)) < minimum) throw invalid('q', 'field_too_short', { minimum })
  const found = await beginningWith(ctx, typed, suggestionCount)
  return found.map(({ username, role }) => ({ username, role, roleName: nameOf(ctx, role) }))
}

function nameOf({ locale }: Context, role: Author['role']): string | null {
  if (role === 'staff' || role === 'admin') return m.web_role_staff({}, { locale })
  return role === 'volunteer' ? m.web_role_volunteer({}, { locale }) : null
}

/**
 * Finds users whose names begin with `typed`, at most `limit`, as authors. Empty for guests and for
 * fewer than three characters (two of Han).
 */
export async function findUsers(ctx: Context, typed: string, limit: number): Promise<Author[]> {
  if (ctx.actor.role === 'guest') return []
  if (lengthOf(usernameKey(typed)) < minLengthOf(typed)) return []
  return beginningWith(ctx, typed, limit)
}

const minLengthOf = (typed: string) =>
  /^\p{sc=Han}+$/u.test(usernameKey(typed)) ? minHanLength : minLength

const beginningWith = ({ db, ports }: Context, typed: string, limit: number) =>
  db
    .select(authorColumns(users))
    .from(users)
    .where(
      and(
        like(users.usernameKey, `${usernameKey(typed).replace(/[\\%_]/g, '\\$&')}%`),
        isNotNull(users.emailVerifiedAt),
        isNull(users.erasedAt),
        isNull(users.closesAt),
        eq(users.visitor, false),
        ports.demo ? undefined : eq(users.demo, false)
      )
    )
    .orderBy(asc(users.usernameKey))
    .limit(limit)
