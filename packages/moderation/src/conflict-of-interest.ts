import {
  and,
  eq,
  inArray,
  isNotNull,
  isNull,
  or,
  sql,
  type SQL,
  type SQLWrapper
} from 'drizzle-orm'
import {
  atLeast,
  forbidden,
  outranks,
  type Actor,
  type Capability,
  type Context,
  type Role
} from '@stoa/core'
import { fullRole, users } from '@stoa/accounts/tables'
import { categoryModeration } from '@stoa/threads/tables'

/** Whom a moderator's act concerns; `categoryId` is null for an act on a user, not on a post. */
export type Subject = { userId: number; categoryId: number | null; official?: boolean }

type Author = { id: number; role: Role }

/** True if the user moderates the category or its parent. */
const moderatesIn = (categoryId: SQLWrapper) => sql`exists (
  select 1 from category_moderation cm join categories c on c.id = ${categoryId}
  where cm.user_id = ${users.id} and cm.category_id in (c.id, c.parent_id))`

/**
 * The user's role in a category: a volunteer who does not moderate it counts as a member, and a
 * member of a group that moderates it as a volunteer. With a null category, the role is unchanged.
 */
export const roleIn = (categoryId: SQLWrapper): SQL<Role> => sql<Role>`case
  when ${categoryId} is null or ${users.role} not in ('member', 'volunteer') then ${fullRole}
  when ${moderatesIn(categoryId)} then 'volunteer' else 'member' end`

/** A user who may moderate content: everywhere, or volunteers in `categories`. */
export type Moderator = {
  id: number
  role: Role
  categories: number[]
  capabilities: Capability[]
}
export type Standing = 'above' | 'nobody_else' | 'refused'

/**
 * Checks that the actor may moderate this author: they must outrank the author, who is not
 * themselves. The exception, if nobody else is eligible, is recorded in the log.
 * @returns whether the exception applies
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

/**
 * Like `checkConflictOfInterest`, for lists that have the author's role (`roleIn`) and all
 * moderators already.
 */
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

/**
 * True if the actor may substitute: another user of the author's role if nobody has a higher one,
 * and the author only if nobody else is left.
 */
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

const isInModeratingGroup = sql`"users"."id" in (select user_id from ${categoryModeration})`

// Drizzle omits the table name in queries with one table; a bare `id` in the subquery would be a
// category's.
/** Lists all users who moderate any content. */
export const listModerators = ({ db }: Context): Promise<Moderator[]> =>
  db
    .select({
      id: users.id,
      role: sql<Role>`case when ${users.role} = 'member' then 'volunteer' else ${users.role} end`,
      capabilities: sql<Capability[]>`${users.capabilities}`,
      categories: sql<number[]>`array(select c.id::int from category_moderation cm
        join categories c on cm.category_id in (c.id, c.parent_id) where cm.user_id = "users"."id")`
    })
    .from(users)
    .where(
      and(
        or(inArray(users.role, ['volunteer', 'staff', 'admin']), isInModeratingGroup),
        isNull(users.erasedAt),
        isNull(users.closesAt),
        isNotNull(users.emailVerifiedAt)
      )
    )
