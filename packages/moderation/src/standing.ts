import {
  and,
  eq,
  inArray,
  isNotNull,
  isNull,
  ne,
  or,
  sql,
  type SQL,
  type SQLWrapper
} from 'drizzle-orm'
import { atLeast, forbidden, outranks, type Actor, type Context, type Role } from '@stoa/core'
import { users } from '@stoa/accounts/schema'

/** Whom a moderator's act concerns; `categoryId` null: a user as such, not a post somewhere. */
export type Subject = { userId: number; categoryId: number | null; official?: boolean }

type Author = { id: number; role: Role }

/** Whether the user moderates the category or the one above it. */
const moderatesIn = (categoryId: SQLWrapper) => sql`exists (
  select 1 from category_moderators cm join categories c on c.id = ${categoryId}
  where cm.user_id = ${users.id} and cm.category_id in (c.id, c.parent_id))`

/**
 * The role that counts in a category: a volunteer of others is a member there. Null as category
 * leaves every role as it is.
 */
export const roleIn = (categoryId: SQLWrapper): SQL<Role> => sql<Role>`case
  when ${users.role} = 'volunteer' and ${categoryId} is not null and not ${moderatesIn(categoryId)}
  then 'member' else ${users.role} end`

/**
 * Whether the actor may moderate this author: never an equal or higher role and never themselves,
 * except where nobody else is eligible, which the log then says.
 * @returns whether it is such an exception
 * @throws Problem 403 `own_case` or `role_not_below`
 */
export async function checkStanding(ctx: Context, subject: Subject): Promise<{ ownCase: boolean }> {
  const author = { id: subject.userId, role: await roleOf(ctx, subject) }
  const standing = await standingOf(ctx, author, subject.categoryId)
  if (standing === 'refused')
    throw forbidden(author.id === ctx.actor.id ? 'own_case' : 'role_not_below')
  return { ownCase: standing === 'nobody_else' }
}

/** The same as a word, for lists that know the author's role (`roleIn`) already. */
export async function standingOf(
  ctx: Context,
  author: Author,
  categoryId: number | null
): Promise<'above' | 'nobody_else' | 'refused'> {
  if (author.id !== ctx.actor.id && outranks(ctx.actor, author.role)) return 'above'
  if (!atLeast(ctx.actor.role, 'volunteer')) return 'refused'
  const others = await rolesOfOthers(ctx, author, categoryId)
  return mayStandIn(ctx.actor, author, others) ? 'nobody_else' : 'refused'
}

/** Pure part of the exception: first somebody of the same role, last the author. */
export function mayStandIn(actor: Actor, author: Author, others: readonly Role[]): boolean {
  if (others.some((role) => role !== author.role && atLeast(role, author.role))) return false
  if (actor.id !== author.id) return actor.role === author.role
  return !others.includes(author.role)
}

async function roleOf(ctx: Context, { userId, categoryId, official }: Subject): Promise<Role> {
  const [row] = await ctx.db
    .select({ role: roleIn(sql`${categoryId}::bigint`) })
    .from(users)
    .where(eq(users.id, userId))
  const role = row?.role ?? 'member'
  return official && !atLeast(role, 'staff') ? 'staff' : role
}

/** The roles of everybody but the author who has power in the category. */
async function rolesOfOthers(ctx: Context, author: Author, categoryId: number | null) {
  const inCategory = categoryId === null ? undefined : moderatesIn(sql`${categoryId}::bigint`)
  const power = or(
    inArray(users.role, ['staff', 'admin']),
    and(eq(users.role, 'volunteer'), inCategory)
  )
  const rows = await ctx.db
    .selectDistinct({ role: users.role })
    .from(users)
    .where(
      and(ne(users.id, author.id), isNull(users.erasedAt), isNotNull(users.emailVerifiedAt), power)
    )
  return rows.map(({ role }) => role)
}
