import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { snapshotOfFields, type Actor, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { decodeCursor, idKey, paged } from '@stoa/core/data'
import { secondFactors, users, groupMembers, groups } from '../schema.ts'
import type { Group, Member, ShownGroup } from './contract.ts'
import { findGroup, selectGroups, whereSeen, can } from './group.ts'

const pageSize = 50

type Row = Awaited<ReturnType<typeof selectGroups>>[number]

/** Lists the groups that the actor may know of: for admins all, for others their own. */
export async function listGroups(ctx: Context): Promise<{ items: Group[] }> {
  const rows = await selectGroups(ctx).where(whereSeen(ctx.actor)).orderBy(asc(groups.id))
  return { items: rows.map((group) => toGroup(ctx, group)) }
}

/** Returns a group. @throws Problem 404, also if the actor may not know of it */
export async function showGroup(ctx: Context, id: number): Promise<ShownGroup> {
  const group = await findGroup(ctx, id)
  const mayChange = can.change(ctx.actor)
  return {
    ...toGroup(ctx, group),
    names: group.name,
    snapshot: snapshotOfFields({ name: group.name }),
    categories: mayChange ? await ctx.ports.threads.categoriesOfGroup(ctx, id) : nowhere,
    can: { change: mayChange, changeMembers: can.changeMembers(ctx.actor, group) }
  }
}

const nowhere = { read: [], write: [], moderate: [] }

const ownOf = (own: Row['own']) => {
  if (!own) return null
  return own.isOwner ? 'owner' : 'member'
}

function toGroup(ctx: Context, { id, memberCount, moderates, ...group }: Row): Group {
  return { id, memberCount, moderates, name: wordsFor(ctx, group.name), own: ownOf(group.own) }
}

const columns = {
  id: groupMembers.id,
  username: users.username,
  owner: groupMembers.isOwner,
  source: groupMembers.source,
  addedAt: groupMembers.addedAt,
  moderatesSince: groupMembers.moderatesSince,
  hasSecondFactor: sql<boolean>`${secondFactors.confirmedAt} is not null`
}

/** Lists the members of a group, the earliest first. @throws Problem 404 as `showGroup` */
export async function listMembers(ctx: Context, groupId: number, cursor?: string) {
  const { moderates } = await findGroup(ctx, groupId)
  const [last] = cursor ? decodeCursor(cursor, idKey) : [0]
  const rows = await ctx.db
    .select(columns)
    .from(groupMembers)
    .innerJoin(users, eq(users.id, groupMembers.userId))
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(and(eq(groupMembers.groupId, groupId), gt(groupMembers.id, last)))
    .orderBy(asc(groupMembers.id))
    .limit(pageSize + 1)
  const { items, next } = paged(rows, pageSize, ({ id }) => [id])
  const members = items.map((row) => ({
    ...row,
    moderates: moderates ? powerOf(ctx.actor, row) : null
  }))
  return { items: members, next }
}

type Power = { username: string; moderatesSince: string | null; hasSecondFactor: boolean }

/** Only admins and members themselves learn of a missing second factor: attackers look for it. */
function powerOf(actor: Actor, row: Power): NonNullable<Member['moderates']> {
  if (row.moderatesSince !== null && row.hasSecondFactor) return 'yes'
  const seesReason = can.change(actor) || row.username === actor.username
  return row.moderatesSince !== null && seesReason ? 'second_factor_missing' : 'waiting'
}
