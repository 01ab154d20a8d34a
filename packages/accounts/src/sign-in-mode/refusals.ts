import { and, eq, isNull } from 'drizzle-orm'
import { conflict, Problem, type Context } from '@stoa/core'
import { fullRoleOf, findAccount } from '../account/account.ts'
import { isLinked } from '../recovery/ways-in.ts'
import type { Proved } from '../sign-in/continuation.ts'
import { bindsAll, bindsStaff, readMode } from './mode.ts'
import { providerSessions, signInProviders, users } from '../schema.ts'

/**
 * Refuses what only passwords and passkeys are for once providers are the only way in. It looks at
 * no account, so it tells nothing about one.
 * @throws Problem 403 `provider_required`
 */
export async function checkPasswordsAllowed(ctx: Context): Promise<void> {
  if (bindsAll(await readMode(ctx), ctx.now)) throw new Problem(403, 'provider_required')
}

/**
 * Refuses to let a proved owner in without a provider where the mode of sign-in requires one. A
 * member of the team without a linked account enters, to link one, but their power rests.
 * @returns whether it rests
 * @throws Problem 403 `provider_required` or `staff_provider_required`
 */
export async function checkMode(ctx: Context, account: Proved): Promise<boolean> {
  if (account.providerSessionId !== undefined) return false
  const mode = await readMode(ctx)
  if (bindsAll(mode, ctx.now)) throw new Problem(403, 'provider_required')
  if (!bindsStaff(mode) || fullRoleOf(account) === 'member') return false
  if (await isLinked(ctx, account.id)) throw new Problem(403, 'staff_provider_required')
  return true
}

/**
 * Returns from when providers are the only way in, with the mode. Accounts are linked by mail for
 * this alone.
 * @throws Problem 409 `link_mails_closed` if they neither are nor become it
 */
export async function checkLinksOpen(ctx: Context) {
  const { mode, startsAt } = await readMode(ctx)
  if (mode !== 'only' || startsAt === null) throw conflict('link_mails_closed')
  return { mode, startsAt }
}

const begunHere = ({ actor }: Pick<Context, 'actor'>) =>
  eq(providerSessions.sessionHash, actor.session?.hash ?? '')

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
  const rests = hasPower && bindsStaff(mode)
  const powerRests = rests && (await ctx.db.$count(providerSessions, begunHere(ctx))) === 0
  const lacksLink = mode.mode === 'only' && !(await isLinked(ctx, ctx.actor.id))
  return { powerRests, linkBy: lacksLink ? mode.startsAt : null }
}
