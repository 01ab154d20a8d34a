import { and, eq } from 'drizzle-orm'
import { notFound, type Context } from '@stoa/core'
import { users } from '../schema/users.ts'
import { serviceAccounts } from './schema.ts'

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
