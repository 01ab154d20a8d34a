import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { emit, type ApprovalSubjects, type Context } from '@stoa/core'
import { waitsFor, type ApprovalKind } from '../approvals/approval.ts'
import { withdrawApprovals } from '../approvals/decide.ts'
import { mailPowerHolders, requestApproval } from '../approvals/request.ts'
import { serviceAccounts } from '../schema.ts'
import type { StoredAccount } from './list.ts'

const kind = 'service_topic'
const subject = z.object({ userId: z.int(), topic: z.string() })

declare module '@stoa/core' {
  interface ApprovalSubjects {
    service_topic: z.infer<typeof subject>
  }
}

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
  const fresh: boolean[] = []
  for (const topic of gained)
    fresh.push(await requestApproval(ctx, { kind, subject: { userId, topic }, gainsById: userId }))
  if (fresh.includes(true)) await mailPowerHolders(ctx, 'power_proposed')
  return (await ctx.ports.site.isOpened(ctx)) ? gained : []
}

/** Stops topics that wait, but those that are `kept`. */
export async function stopTopics(ctx: Context, id: number, kept: readonly string[] = []) {
  await withdrawApprovals(ctx, waitsFor(kind, { userId: id }), ({ subject }) =>
    kept.includes((subject as ApprovalSubjects[typeof kind]).topic)
  )
}

async function storeTopics(ctx: Context, id: number, topics: string[]) {
  await ctx.db.update(serviceAccounts).set({ topics }).where(eq(serviceAccounts.userId, id))
  await emit(ctx, 'actor.changed', { userId: id })
}

/** Shows the tickets of a topic to a service account. */
export const serviceTopic: ApprovalKind<typeof kind> = {
  ...{ subject, event: 'role.' },
  async apply(ctx, { subject: { userId, topic } }) {
    const { topics } = serviceAccounts
    await ctx.db
      .update(serviceAccounts)
      .set({ topics: sql`array_append(array_remove(${topics}, ${topic}), ${topic})` })
      .where(eq(serviceAccounts.userId, userId))
    await emit(ctx, 'actor.changed', { userId })
  },
  async namesOf(ctx, waiting) {
    const names = await ctx.ports.tickets.topicNames(ctx)
    return new Map(waiting.map(({ id, subject: { topic } }) => [id, names.get(topic) ?? topic]))
  }
}
