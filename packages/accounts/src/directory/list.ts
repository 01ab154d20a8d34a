import { and, desc, eq, gte, isNull, lt, sql, type SQL } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { decodeCursor, paged, timeKey } from '@stoa/core/data'
import { usernameKey } from '@stoa/core/text'
import { users } from '../schema.ts'
import { isInState, personColumns, presentSanctions } from './columns.ts'
import type { ListedPerson, PeopleFilter } from './contract.ts'

const pageSize = 50
const day = 24 * 3600_000

/**
 * Lists the accounts that match a filter, who joined last first. The caller is an admin.
 * @throws Problem 422 `invalid_cursor`
 */
export async function listPeople(
  ctx: Context,
  { cursor, ...filter }: PeopleFilter & { cursor?: string }
): Promise<{ items: ListedPerson[]; next: string | null }> {
  const last = cursor === undefined ? undefined : decodeCursor(cursor, timeKey)
  const behind = last && sql`(${users.createdAt}, ${users.id}) < (${last[0]}, ${last[1]})`
  const rows = await ctx.db
    .select(personColumns(ctx.now))
    .from(users)
    .where(and(isListed, matches(ctx, filter), behind))
    .orderBy(desc(users.createdAt), desc(users.id))
    .limit(pageSize + 1)
  return paged(rows, pageSize, ({ createdAt, id }) => [createdAt, id])
}

/**
 * Visitors proved an address only, service accounts have a list of their own, and of erased accounts
 * nothing is left.
 */
export const isListed = and(
  eq(users.visitor, false),
  eq(users.service, false),
  isNull(users.erasedAt)
)

const matches = (ctx: Context, filter: PeopleFilter) =>
  and(
    filter.q === undefined ? undefined : hasInName(filter.q),
    filter.role && eq(users.role, filter.role),
    filter.trust && eq(users.trust, filter.trust),
    filter.language && eq(users.locale, filter.language),
    within(users.createdAt, filter.joinedFrom, filter.joinedTo),
    within(users.lastSeenAt, filter.seenFrom, filter.seenTo),
    filter.sanction && hasSanction(ctx, filter.sanction),
    filter.state && isInState(filter.state)
  )

/** The index `users_name_parts` finds names with all parts; `like` keeps those in this order. */
function hasInName(typed: string): SQL {
  const key = usernameKey(typed)
  const pattern = `%${key.replace(/[\\%_]/g, String.raw`\$&`)}%`
  return sql`(username_parts(${users.usernameKey}) @> username_parts(${key})
    and ${users.usernameKey} like ${pattern})`
}

const within = (
  column: typeof users.createdAt | typeof users.lastSeenAt,
  from: string | undefined,
  to: string | undefined
) =>
  and(
    from === undefined ? undefined : gte(column, `${from}T00:00:00.000Z`),
    to === undefined ? undefined : lt(column, after(`${to}T00:00:00.000Z`, day))
  )

const hasSanction = ({ now }: Context, kind: 'any' | 'silence' | 'suspension') =>
  sql`exists (select ${presentSanctions(now)} ${kind === 'any' ? sql`` : sql`and given.kind = ${kind}`})`
