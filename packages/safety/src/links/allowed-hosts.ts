import { asc, eq } from 'drizzle-orm'
import { emit, invalid, notFound, transaction, type Context } from '@stoa/core'
import { hostAlone, isPublicSuffix } from '@stoa/guards'
import { users } from '@stoa/accounts/tables'
import { authorize } from '../policy.ts'
import { allowedHosts } from '../schema.ts'

/**
 * Lists harmless hosts by name; links of new members to them are shown at once. @throws Problem 403
 * `capability_missing`
 */
export async function listAllowedHosts({ actor, db }: Context) {
  authorize.allowHosts(actor)
  const items = await db
    .select({
      id: allowedHosts.id,
      host: allowedHosts.host,
      by: users.username,
      addedAt: allowedHosts.addedAt
    })
    .from(allowedHosts)
    .leftJoin(users, eq(users.id, allowedHosts.addedById))
    .orderBy(asc(allowedHosts.host))
  return { items }
}

/**
 * Marks a host and its subdomains as harmless; quarantined links to it are shown.
 * @throws Problem 403 `capability_missing`; 422 on `host` if it is no bare host, a public suffix,
 * or known already; or as `ports.safety.review`
 */
export async function allowHost(ctx: Context, given: string): Promise<{ id: number }> {
  authorize.allowHosts(ctx.actor)
  await ctx.ports.safety.review(ctx, { path: 'host', text: given })
  const host = hostAlone(given.trim())
  if (!host || isPublicSuffix(host)) throw invalid('host', 'guards_host_invalid')
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .insert(allowedHosts)
      .values({ host, addedById: ctx.actor.id, addedAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: allowedHosts.id })
    if (!row) throw invalid('host', 'guards_allowed_known')
    await emit(ctx, 'quarantine.eased', {})
    return row
  })
}

/**
 * Removes a harmless host; links of new members to it are quarantined again. @throws Problem 404,
 * 403 `capability_missing`
 */
export async function disallowHost(ctx: Context, id: number): Promise<void> {
  authorize.allowHosts(ctx.actor)
  await transaction(ctx, async (ctx) => {
    const [gone] = await ctx.db.delete(allowedHosts).where(eq(allowedHosts.id, id)).returning()
    if (!gone) throw notFound()
    await emit(ctx, 'quarantine.tightened', { host: gone.host })
  })
}
