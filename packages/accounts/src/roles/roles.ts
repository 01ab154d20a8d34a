import { and, asc, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { conflict, emit, transaction, type Context } from '@stoa/core'
import { endAccess } from '../tokens/tokens.ts'
import type { roleInput } from './contract.ts'
import { checkTopics, changeDuties, lockDuties } from './duties.ts'
import { mailLater } from '../events.ts'
import { leaveModeratingGroups } from '../groups/members.ts'
import { withdrawApprovalsBy } from '../approvals/decide.ts'
import { mailAdmins } from '../approvals/request.ts'
import { findUser } from '../people/people.ts'
import { gainedPowers, withoutGains, type OfficialPower } from './powers.ts'
import { proposePowers, withdrawPowers } from './role-power.ts'
import { users } from '../schema.ts'
import { checkAdminProvider } from '../sign-in-mode/unlinked.ts'
import { recordSecurityEvent } from '../security-log/record.ts'

type RoleInput = z.output<typeof roleInput>

/**
 * Sets the role of a user and ends their sessions and tokens. Powers that it removes are gone at
 * once. A power over official posts takes effect when a second admin confirms it, or after a day;
 * one that is already pending keeps its date. Before the forum is opened everything takes effect
 * at once. The caller is an admin.
 * @returns the pending powers
 * @throws Problem 404, 410, 409 `own_account` or `last_admin`; 422 on `deskTopics` for unknown
 * topics
 */
export async function setRole(
  ctx: Context,
  username: string,
  wanted: RoleInput
): Promise<OfficialPower[]> {
  const user = await findUser(ctx, username)
  if (user.id === ctx.actor.id) throw conflict('own_account')
  await checkTopics(ctx, wanted.deskTopics)
  return transaction(ctx, async (ctx) => {
    if (user.role === 'admin' && wanted.role !== 'admin') await checkOtherAdmin(ctx, user.id)
    const waits = await ctx.ports.site.isOpened(ctx)
    const waiting = await giveDuties(ctx, user.id, wanted, waits)
    if (waiting.length > 0) await proposePowers(ctx, user.id, waiting)
    return waiting
  })
}

/**
 * Sets a role by a command on the server. Everything takes effect at once, and all admins are
 * mailed.
 * @throws as `setRole`
 */
export async function setRoleOnServer(
  ctx: Context,
  username: string,
  wanted: RoleInput
): Promise<void> {
  const { id, role } = await findUser(ctx, username)
  await checkTopics(ctx, wanted.deskTopics)
  await transaction(ctx, async (ctx) => {
    if (role === 'admin' && wanted.role !== 'admin') await checkOtherAdmin(ctx, id)
    await giveDuties(ctx, id, wanted, false)
    await mailAdmins(ctx, 'role_set_on_server')
  })
}

/** Gives the duties that take effect at once. @returns the powers that are pending, if `waits` */
async function giveDuties(ctx: Context, userId: number, wanted: RoleInput, waits: boolean) {
  const before = await lockDuties(ctx, userId)
  const gained = waits ? gainedPowers(before, wanted) : []
  await withdrawPowers(ctx, userId, gained)
  const now = withoutGains(before, wanted, gained)
  if (now !== before) await changeDuties(ctx, before, now)
  return gained
}

/**
 * Makes a volunteer a member again at their own wish, who leaves the groups that moderate. Their
 * sessions and tokens end.
 * @returns false if the actor is not (or no longer) a volunteer
 */
export async function resignRole(ctx: Context): Promise<boolean> {
  const { id } = ctx.actor
  return transaction(ctx, async (ctx) => {
    const resigned = await ctx.db
      .update(users)
      .set({ role: 'member', capabilities: [], deskTopics: [] })
      .where(and(eq(users.id, id), eq(users.role, 'volunteer')))
      .returning({ id: users.id })
    const left = await leaveModeratingGroups(ctx, id)
    if (resigned.length === 0 && !left) return false
    await withdrawApprovalsBy(ctx, id)
    await endAccess(ctx, id)
    await recordSecurityEvent(ctx, 'role.resigned', { subjectId: id })
    await emit(ctx, 'user.role_changed', { userId: id })
    await mailLater(ctx, 'role_changed', id)
    return true
  })
}

/**
 * Locks all admins, so that two cannot dismiss each other in parallel.
 * @throws Problem 409 `last_admin` if there is no other admin, or as `checkAdminProvider`
 */
export async function checkOtherAdmin(ctx: Context, userId: number): Promise<void> {
  const admins = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), isNull(users.closesAt)))
    .orderBy(asc(users.id))
    .for('update')
  if (!admins.some(({ id }) => id !== userId)) throw conflict('last_admin')
  await checkAdminProvider(ctx, { admin: userId })
}
