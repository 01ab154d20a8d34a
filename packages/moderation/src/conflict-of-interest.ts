import { and, eq, inArray, isNotNull, isNull, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import {
  atLeast,
  forbidden,
  outranks,
  type Actor,
  type Capability,
  type Context,
  type Role
} from '@stoa/core'
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

/** Somebody who can act on others' content: everywhere, or for volunteers in `categories`. */
export type Moderator = {
  id: number
  role: Role
  categories: number[]
  capabilities: Capability[]
}
export type Standing = 'above' | 'nobody_else' | 'refused'

/**
 * Whether the actor may moderate this author: never an equal or higher role and never themselves,
 * except where nobody else is eligible, which the log then says.
 * @returns whether it is such an exception
 * @throws Problem 403 `own_case` or `role_not_below`
 */
export async function checkConflictOfInterest(
  ctx: Context,
  subject: Subject
): Promise<{ ownCase: boolean }> {
  const author = { id: subject.userId, role: await roleOf(ctx, subject) }
  if (standsAbove(ctx.actor, author)) return { ownCase: false }
  const standing = standingOf(ctx.actor, author, subject.categoryId, await listModerators(ctx))
  if (standing === 'refused')
    throw forbidden(author.id === ctx.actor.id ? 'own_case' : 'role_not_below')
  return { ownCase: true }
}

/** The same as a word, for lists that know the author's role (`roleIn`) and all moderators already. */
export function standingOf(
  actor: Actor,
  author: Author,
  categoryId: number | null,
  moderators: readonly Moderator[]
): Standing {
  if (standsAbove(actor, author)) return 'above'
  if (!atLeast(actor.role, 'volunteer')) return 'refused'
  const others = moderators
    .filter((other) => other.id !== author.id && hasPower(other, categoryId))
    .map(({ role }) => role)
  return isEligibleSubstitute(actor, author, others) ? 'nobody_else' : 'refused'
}

const standsAbove = (actor: Actor, author: Author) =>
  author.id !== actor.id && outranks(actor, author.role)

const hasPower = ({ role, categories }: Moderator, categoryId: number | null) =>
  categoryId === null || atLeast(role, 'staff') || categories.includes(categoryId)

/** Pure part of the exception: first somebody of the same role, last the author. */
export function isEligibleSubstitute(
  actor: Actor,
  author: Author,
  others: readonly Role[]
): boolean {
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

// Drizzle names columns without their table where a query has only one: `id` would be a category's.
/** Everybody who has power over content anywhere. */
export const listModerators = ({ db }: Context): Promise<Moderator[]> =>
  db
    .select({
      id: users.id,
      role: users.role,
      capabilities: sql<Capability[]>`${users.capabilities}`,
      categories: sql<number[]>`array(select c.id::int from category_moderators cm
        join categories c on cm.category_id in (c.id, c.parent_id) where cm.user_id = "users"."id")`
    })
    .from(users)
    .where(
      and(
        inArray(users.role, ['volunteer', 'staff', 'admin']),
        isNull(users.erasedAt),
        isNull(users.closesAt),
        isNotNull(users.emailVerifiedAt)
      )
    )
