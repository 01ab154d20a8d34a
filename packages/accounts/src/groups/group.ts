import { and, eq, getTableColumns, isNotNull, sql, type SQL } from 'drizzle-orm'
import { permissions, refuseUnless, type Actor, notFound, type Context, cached } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { rules as accountRules } from '../policy.ts'
import { groupMembers, groups } from '../schema.ts'

const { participate } = accountRules

/** A group as its rules need it: `own` is the actor's membership, if there is one. */
type Seen = { own: { isOwner: boolean } | null }

const isAdmin = ({ role }: Actor) => role === 'admin'

const change = (actor: Actor) => refuseUnless(isAdmin(actor), 403, 'forbidden')

const changeMembers = (actor: Actor, group: Seen) =>
  participate(actor) ??
  refuseUnless(isAdmin(actor) || group.own?.isOwner === true, 403, 'not_group_owner')

/**
 * Rights over a group that `findGroup` found: to everybody but its members and admins it does
 * not exist.
 */
const rules = {
  change,
  changeMembers,
  /** Everybody may leave. */
  remove: (actor: Actor, group: Seen, userId: number) =>
    userId === actor.id ? null : changeMembers(actor, group)
}

export const { can, authorize } = permissions(rules)

export type Membership = typeof groupMembers.$inferSelect

/** Selects groups with the actor's own membership in each. */
export const selectGroups = ({ db, actor }: Context) =>
  db
    .select({ ...getTableColumns(groups), own: groupMembers, memberCount })
    .from(groups)
    .leftJoin(
      groupMembers,
      and(eq(groupMembers.groupId, groups.id), eq(groupMembers.userId, actor.id))
    )

const memberCount = sql<number>`(select count(*) from group_members
  where group_members.group_id = groups.id)`.mapWith(Number)

/** Condition of `selectGroups`: the groups that the actor may know of, as `rules.see` says. */
export const whereSeen = (actor: Actor): SQL | undefined =>
  can.change(actor) ? undefined : isNotNull(groupMembers.id)

/** Returns the group with this id. @throws Problem 404, also if the actor may not know of it */
export async function findGroup(ctx: Context, id: number) {
  const [group] = await selectGroups(ctx).where(and(eq(groups.id, id), whereSeen(ctx.actor)))
  if (!group) throw notFound()
  return group
}

/**
 * Locks a group against deletion, and against beginning to moderate, until the transaction of `ctx`
 * ends.
 * @returns whether it moderates
 * @throws Problem 404
 */
export async function lockGroup({ db }: Context, id: number): Promise<boolean> {
  const [group] = await db
    .select({ moderates: groups.moderates })
    .from(groups)
    .where(eq(groups.id, id))
    .for('share')
  if (!group) throw notFound()
  return group.moderates
}

/**
 * Locks groups against deletion until the transaction of `ctx` ends.
 * @returns the ids of those that exist
 */
export async function lockGroups({ db }: Context, ids: readonly number[]): Promise<Set<number>> {
  const rows = await db
    .select({ id: groups.id })
    .from(groups)
    .where(sql`${groups.id} = any(${sql.param(ids)}::bigint[])`)
    .orderBy(groups.id)
    .for('key share')
  return new Set(rows.map(({ id }) => id))
}

/** The names of all groups by id. Whoever shows one checks first who asks. */
const cache = cached(5 * 60_000, async ({ db }: Context) => {
  const rows = await db.select({ id: groups.id, name: groups.name }).from(groups)
  return new Map(rows.map(({ id, name }) => [id, name]))
})

/** The names of all groups in the reader's language, by id. The caller is an admin. */
export async function groupNames(ctx: Context): Promise<ReadonlyMap<number, string>> {
  const names = await cache.of(ctx)
  return new Map([...names].map(([id, name]) => [id, wordsFor(ctx, name)]))
}

/** The names of these groups, as far as the actor may know of them. */
export async function namesOfGroups(ctx: Context, ids: readonly number[]): Promise<string[]> {
  if (ids.length === 0) return []
  const names = await cache.of(ctx)
  const seen = ids.filter((id) => ctx.actor.role === 'admin' || ctx.actor.groups.includes(id))
  return seen.flatMap((id) => {
    const name = names.get(id)
    return name ? [wordsFor(ctx, name)] : []
  })
}

/** Drops the cached names of this process. Every node calls it after `group.changed`. */
export const invalidateGroups = cache.drop

type Added = Pick<typeof groupMembers.$inferInsert, 'groupId' | 'userId' | 'source' | 'addedById'>

/** Adds a membership. @returns undefined if there is one already */
export async function insertMembership({ db, now: addedAt }: Context, added: Added) {
  const [row] = await db
    .insert(groupMembers)
    .values({ ...added, addedAt })
    .onConflictDoNothing()
    .returning({ id: groupMembers.id, userId: groupMembers.userId })
  return row
}
