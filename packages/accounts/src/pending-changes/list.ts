import { and, asc, count, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import type { pendingChangeList } from '../roles/contract.ts'
import { authorize, can } from '../policy.ts'
import { pendingChanges } from '../schema.ts'
import { clientDifferences } from '../providers/client-difference.ts'
import { usernamesOf } from '../people/people.ts'
import {
  dueAt,
  isUndecided,
  openChangeColumns,
  type ChangeKind,
  type OpenChange
} from './change.ts'

type List = z.infer<typeof pendingChangeList>

/**
 * Lists changes that wait for a second admin or for a day, the oldest first.
 * @throws Problem 403 for actors without a power over official posts
 */
export async function listPendingChanges(ctx: Context): Promise<List> {
  authorize.stopChange(ctx.actor)
  const changes = await openChanges(ctx)
  const people = await usernamesOf(
    ctx,
    changes.flatMap(({ proposedById, userId, firstConfirmedById }) => [
      ...[proposedById, userId ?? 0, firstConfirmedById ?? 0]
    ])
  )
  const subjects = await namesOfSubjects(ctx, changes)
  const clients = await clientDifferences(ctx)
  return {
    items: changes.map((change) => ({
      ...shown(ctx, change, people, subjects),
      client: clients.get(change.id) ?? null
    }))
  }
}

const shown = (
  ctx: Context,
  change: OpenChange,
  people: ReadonlyMap<number, string>,
  subjects: ReadonlyMap<number, string>
): Omit<List['items'][number], 'client'> => ({
  ...{ id: change.id, kind: change.kind, power: change.power, proposedAt: change.proposedAt },
  subject: subjects.get(change.id) ?? '',
  username: people.get(change.userId ?? 0) ?? null,
  by: people.get(change.proposedById) ?? null,
  confirmedBy: people.get(change.firstConfirmedById ?? 0) ?? null,
  due: dueAt(ctx, change),
  can: { confirm: can.confirmChange(ctx.actor, change) }
})

export const openChanges = ({ db }: Context): Promise<OpenChange[]> =>
  db
    .select(openChangeColumns)
    .from(pendingChanges)
    .where(isUndecided)
    .orderBy(asc(pendingChanges.id))

/** Selects the number of open changes. Only those who may stop them may see it. */
export const openChangeCount = ({ db }: Context) =>
  db.select({ count: count() }).from(pendingChanges).where(isUndecided)

/** Pending powers or scopes of some subjects. */
export async function pendingPowers(
  { db }: Context,
  kind: ChangeKind,
  subjectIds: number[]
): Promise<{ subjectId: number; power: string }[]> {
  if (subjectIds.length === 0) return []
  const { subjectId, power } = pendingChanges
  const ofThem = and(isUndecided, eq(pendingChanges.kind, kind), inArray(subjectId, subjectIds))
  return db.select({ subjectId, power }).from(pendingChanges).where(ofThem)
}

async function namesOfSubjects(ctx: Context, changes: OpenChange[]) {
  const names = new Map<number, string>()
  for (const kind of new Set(changes.map(({ kind }) => kind))) {
    const ofKind = changes.filter((change) => change.kind === kind)
    const named = await ctx.ports.changeHandlers[kind].namesOf(ctx, ofKind)
    for (const [id, name] of named) names.set(id, name)
  }
  return names
}
