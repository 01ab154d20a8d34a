import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { atLeast, conflict, emit, invalid, write, type Context } from '@stoa/core'
import { endAccess } from './access.ts'
import type { roleInput } from './contract.ts'
import { mailLater } from './events.ts'
import { findUser } from './people.ts'
import { users } from './schema.ts'
import { recordSecurityEvent } from './security-log/recording.ts'

/**
 * Gives a role; the user's sessions and tokens end. The caller is an admin.
 * @throws Problem 404, 410, 409 `own_account` or `last_admin`; 422 on `deskTopics` for what is no topic
 */
export async function setRole(
  ctx: Context,
  username: string,
  { role, capabilities, deskTopics }: z.output<typeof roleInput>
): Promise<void> {
  const user = await findUser(ctx, username)
  if (user.id === ctx.actor.id) throw conflict('own_account')
  await checkTopics(ctx, deskTopics)
  await write(ctx, async (ctx) => {
    if (user.role === 'admin' && role !== 'admin') await checkOtherAdmin(ctx, user.id)
    const formerStaff = !atLeast(role, 'staff') && (user.formerStaff || atLeast(user.role, 'staff'))
    const kept = atLeast(role, 'staff') ? [...new Set(capabilities)] : []
    const topics = kept.includes('desk') ? [...new Set(deskTopics)] : []
    await ctx.db
      .update(users)
      .set({ role, capabilities: kept, deskTopics: topics, formerStaff })
      .where(eq(users.id, user.id))
    await endAccess(ctx, user.id)
    const details = { from: user.role, to: role, capabilities: kept, deskTopics: topics }
    await recordSecurityEvent(ctx, 'role.changed', { subjectId: user.id, details })
    await emit(ctx, 'user.role_changed', { userId: user.id })
    await mailLater(ctx, 'role_changed', user.id)
  })
}

async function checkTopics(ctx: Context, topics: readonly string[]) {
  const known = topics.length > 0 ? await ctx.ports.deskTopicKeys(ctx) : new Set<string>()
  if (topics.some((topic) => !known.has(topic))) throw invalid('deskTopics', 'field_invalid')
}

/**
 * A volunteer gives their role up and is a member again; their sessions and tokens end.
 * @returns false where the actor is none (any more)
 */
export async function resignRole(ctx: Context): Promise<boolean> {
  const { id } = ctx.actor
  return write(ctx, async (ctx) => {
    const resigned = await ctx.db
      .update(users)
      .set({ role: 'member', capabilities: [], deskTopics: [] })
      .where(and(eq(users.id, id), eq(users.role, 'volunteer')))
      .returning({ id: users.id })
    if (resigned.length === 0) return false
    await endAccess(ctx, id)
    await recordSecurityEvent(ctx, 'role.resigned', { subjectId: id })
    await emit(ctx, 'user.role_changed', { userId: id })
    await mailLater(ctx, 'role_changed', id)
    return true
  })
}

/**
 * Locks the admins, so that two cannot dismiss each other at once.
 * @throws Problem 409 `last_admin` where nobody but this one is an admin
 */
export async function checkOtherAdmin({ db }: Context, userId: number): Promise<void> {
  const admins = await db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.role, 'admin'))
    .for('update')
  if (!admins.some(({ id }) => id !== userId)) throw conflict('last_admin')
}
