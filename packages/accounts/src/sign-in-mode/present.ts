import { and, eq, isNull } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { findAccount, fullRoleOf } from '../account/account.ts'
import { isLinked } from '../recovery/last-way-in.ts'
import { providerSessions, signInProviders, users } from '../schema.ts'
import { bindsStaff, readMode } from './mode.ts'

const begunHere = ({ actor }: Pick<Context, 'actor'>) =>
  eq(providerSessions.sessionHash, actor.session?.hash ?? '')

const isByProvider = async (ctx: Context): Promise<boolean> =>
  (await ctx.db.$count(providerSessions, begunHere(ctx))) > 0

/** Whether a provider that is in use, and answered when it was asked last, began this session. */
export async function isByWorkingProvider(ctx: Context): Promise<boolean> {
  const { id, enabled, unreachableSince } = signInProviders
  const found = await ctx.db
    .select({ id })
    .from(providerSessions)
    .innerJoin(signInProviders, eq(id, providerSessions.providerId))
    .where(and(begunHere(ctx), eq(enabled, true), isNull(unreachableSince)))
  return found.length > 0
}

/** Returns what the mode of sign-in asks of the owner of the present session. */
export async function providerDemand(ctx: Context) {
  const mode = await readMode(ctx)
  const account = await findAccount(ctx, eq(users.id, ctx.actor.id))
  const hasPower = account !== undefined && fullRoleOf(account) !== 'member'
  const powerRests = hasPower && bindsStaff(mode) && !(await isByProvider(ctx))
  const lacksLink = mode.mode === 'only' && !(await isLinked(ctx, ctx.actor.id))
  return { powerRests, linkBy: lacksLink ? mode.startsAt : null }
}
