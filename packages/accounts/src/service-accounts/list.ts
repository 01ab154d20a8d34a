import { asc, eq, isNotNull, and } from 'drizzle-orm'
import type { z } from 'zod'
import { snapshotOfFields, type Context, notFound } from '@stoa/core'
import { waitingSubjects } from '../approvals/approval.ts'
import { usersAs } from '../people/people.ts'
import { users, serviceAccounts } from '../schema.ts'
import { tokensOf } from '../tokens/tokens.ts'
import { requestsPerMinute, type serviceAccountList } from './contract.ts'

const maker = usersAs('maker')

const columns = {
  id: serviceAccounts.userId,
  username: users.username,
  description: users.bio,
  topics: serviceAccounts.topics,
  requestsPerMinute: serviceAccounts.requestsPerMinute,
  createdAt: serviceAccounts.createdAt,
  createdBy: maker.username,
  disabledAt: serviceAccounts.disabledAt
}

type Edited = { description: string; topics: string[]; requestsPerMinute: number }

/** The fields that the form of a service account edits; it shows topics that wait as chosen. */
export const editedOf = (
  { description, topics, requestsPerMinute }: Edited,
  waiting: readonly string[]
) => ({ description, topics: [...topics, ...waiting].sort(), requestsPerMinute })

/** Lists all service accounts by name, disabled ones last. The caller is an admin. */
export async function listServiceAccounts(
  ctx: Context
): Promise<z.infer<typeof serviceAccountList>> {
  const rows = await ctx.db
    .select(columns)
    .from(serviceAccounts)
    .innerJoin(users, eq(users.id, serviceAccounts.userId))
    .innerJoin(maker, eq(maker.id, serviceAccounts.createdById))
    .orderBy(isNotNull(serviceAccounts.disabledAt), asc(users.usernameKey))
  const ids = rows.map(({ id }) => id)
  const tokens = await tokensOf(ctx, ids)
  const waiting = await waitingSubjects(ctx, 'service_topic')
  const items = rows.map((row) => {
    const waitingTopics = waiting
      .filter(({ userId }) => userId === row.id)
      .map(({ topic }) => topic)
    return {
      ...row,
      waitingTopics,
      tokens: tokens.filter(({ userId }) => userId === row.id),
      snapshot: snapshotOfFields(editedOf(row, waitingTopics))
    }
  })
  return { items, requestsPerMinute }
}

export type StoredAccount = typeof serviceAccounts.$inferSelect

/**
 * Locks a service account until the transaction of `ctx` ends: first its user, as the decision of a
 * pending change does.
 * @throws Problem 404
 */
export async function lockServiceAccount({ db }: Context, id: number): Promise<StoredAccount> {
  const isService = and(eq(users.id, id), eq(users.service, true))
  await db.select({ id: users.id }).from(users).where(isService).for('no key update')
  const [row] = await db.select().from(serviceAccounts).where(eq(serviceAccounts.userId, id))
  if (!row) throw notFound()
  return row
}
