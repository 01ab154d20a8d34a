import { eq } from 'drizzle-orm'
import { atLeast, emit, notFound, type Capability, type Context, invalid } from '@stoa/core'
import { endAccess } from '../tokens/tokens.ts'
import { mailLater } from '../events.ts'
import { leaveModeratingGroups } from '../groups/members.ts'
import { cancelLoss } from '../factor-loss/loss.ts'
import { withdrawApprovalsBy } from '../approvals/decide.ts'
import type { Duties } from './powers.ts'
import { clearLost } from '../providers/claims/grants.ts'
import { users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'

type Holder = Duties & { id: number; formerStaff: boolean }

/**
 * Reads role and capabilities of a user and locks the row until the transaction ends. @throws
 * Problem 404
 */
export async function lockDuties({ db }: Context, userId: number): Promise<Holder> {
  const { id, role, deskTopics, formerStaff } = users
  const [user] = await db
    .select({ id, role, deskTopics, formerStaff, capabilities: users.capabilities })
    .from(users)
    .where(eq(users.id, userId))
    .for('update')
  if (!user) throw notFound()
  return { ...user, capabilities: user.capabilities as Capability[] }
}

/**
 * Replaces the duties of a user in the transaction of `ctx`, and ends their sessions and tokens.
 * Pending changes that a former admin proposed are stopped, and who becomes a member leaves the groups
 * that moderate. Of what claims of a provider gave, only what they keep is remembered.
 * @param by.claims whether claims say so, and people keep the groups that they gave
 */
export async function changeDuties(
  ctx: Context,
  before: Holder,
  wanted: Duties,
  by: { claims?: boolean } = {}
): Promise<void> {
  const { id } = before
  const isStaff = atLeast(wanted.role, 'staff')
  const capabilities = isStaff ? [...new Set(wanted.capabilities)] : []
  const deskTopics = capabilities.includes('desk') ? [...new Set(wanted.deskTopics)] : []
  const formerStaff = !isStaff && (before.formerStaff || atLeast(before.role, 'staff'))
  const changed = { role: wanted.role, capabilities, deskTopics, formerStaff }
  await ctx.db.update(users).set(changed).where(eq(users.id, id))
  if (before.role === 'admin' && wanted.role !== 'admin') await withdrawApprovalsBy(ctx, id)
  if (wanted.role === 'member' && !by.claims) await leaveModeratingGroups(ctx, id)
  await clearLost(ctx, id, changed)
  // The needs of a report of a lost factor depend on the role.
  await cancelLoss(ctx, id)
  await endAccess(ctx, id)
  const details = { from: before.role, to: wanted.role, capabilities, deskTopics, ...by }
  await recordSecurityEvent(ctx, 'role.changed', { subjectId: id, details })
  await emit(ctx, 'user.role_changed', { userId: id })
  await mailLater(ctx, 'role_changed', id)
}

/** Checks that all ticket topics exist. @throws Problem 422 on `field` */
export async function checkTopics(
  ctx: Context,
  topics: readonly string[],
  field = 'deskTopics'
): Promise<void> {
  const known = topics.length > 0 ? await ctx.ports.tickets.topicNames(ctx) : new Map()
  if (topics.some((topic) => !known.has(topic))) throw invalid(field, 'field_invalid')
}
