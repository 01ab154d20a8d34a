import { and, eq, notInArray, sql } from 'drizzle-orm'
import { emit, type Context } from '@stoa/core'
import type { ApprovalKind } from '../approvals/approval.ts'
import { withdrawApprovals } from '../approvals/refuse.ts'
import { mailPowerHolders, requestApproval } from '../approvals/propose.ts'
import { approvals, serviceAccounts } from '../schema.ts'
import type { StoredAccount } from './list.ts'

/**
 * Sets the topics of a locked service account. Topics that it loses are gone at once; those that it
 * gains take effect when a second admin confirms them or after a day, at once before the forum is
 * opened.
 * @returns the topics that wait
 */
export async function changeTopics(
  ctx: Context,
  { userId, topics: before }: Pick<StoredAccount, 'userId' | 'topics'>,
  wanted: readonly string[]
): Promise<string[]> {
  const gained = [...new Set(wanted)].filter((topic) => !before.includes(topic))
  await stopTopics(ctx, userId, gained)
  await storeTopics(
    ctx,
    userId,
    before.filter((topic) => wanted.includes(topic))
  )
  const proposed = { kind: 'service_topic', subjectId: userId, userId } as const
  const fresh: boolean[] = []
  for (const power of gained) fresh.push(await requestApproval(ctx, { ...proposed, power }))
  if (fresh.includes(true)) await mailPowerHolders(ctx, 'power_proposed')
  return (await ctx.ports.site.isOpened(ctx)) ? gained : []
}

/** Stops topics that wait, but those that are `kept`. */
export async function stopTopics(ctx: Context, id: number, kept: readonly string[] = []) {
  const { kind, subjectId, power } = approvals
  const others = kept.length > 0 ? notInArray(power, [...kept]) : undefined
  await withdrawApprovals(ctx, and(eq(kind, 'service_topic'), eq(subjectId, id), others))
}

async function storeTopics(ctx: Context, id: number, topics: string[]) {
  await ctx.db.update(serviceAccounts).set({ topics }).where(eq(serviceAccounts.userId, id))
  await emit(ctx, 'actor.changed', { userId: id })
}

/** Shows the tickets of a topic to a service account. */
export const serviceTopicHandler: ApprovalKind = {
  event: 'role.',
  details: ({ power: topic }) => ({ topic }),
  async apply(ctx, { subjectId, power }) {
    const { topics, userId } = serviceAccounts
    await ctx.db
      .update(serviceAccounts)
      .set({ topics: sql`array_append(array_remove(${topics}, ${power}), ${power})` })
      .where(eq(userId, subjectId))
    await emit(ctx, 'actor.changed', { userId: subjectId })
  },
  drop: async () => {},
  async namesOf(ctx, changes) {
    const names = await ctx.ports.tickets.topicNames(ctx)
    return new Map(changes.map(({ id, power }) => [id, names.get(power) ?? power]))
  }
}
