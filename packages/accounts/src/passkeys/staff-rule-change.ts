import { and, eq, isNull, ne, notExists, sql } from 'drizzle-orm'
import { z } from 'zod'
import { conflict, emit, transaction, type Context } from '@stoa/core'
import { ownAccount, fullRole } from '../account/account.ts'
import { mailLater } from '../events.ts'
import { isMember } from '../people/members.ts'
import { selectApprovals, waitsFor, type ApprovalKind } from '../approvals/approval.ts'
import { withdrawApprovals } from '../approvals/decide.ts'
import { waitingOf } from '../approvals/wait.ts'
import { mailPowerHolders, requestApproval } from '../approvals/request.ts'
import { passkeys, users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { lockNamed } from '../sign-in-mode/mode.ts'
import { readStaffRule, storeStaffRule } from './staff-rule.ts'

const kind = 'staff_passkeys'
// The rule is one of the whole forum, and only its end waits.
const subject = z.object({})

declare module '@stoa/core' {
  interface ApprovalSubjects {
    staff_passkeys: z.infer<typeof subject>
  }
}

/**
 * Requires a passkey of all with a power at once, or proposes to require none, which waits for a
 * second admin or a day. The caller is an admin.
 * @returns whether it waits
 * @throws Problem 409 `own_passkey_needed` to require one, for an admin without
 */
export async function changeStaffRule(ctx: Context, required: boolean): Promise<boolean> {
  if (required && (await ownAccount(ctx)).passkeySince === null)
    throw conflict('own_passkey_needed')
  return transaction(ctx, async (ctx) => {
    if (required) await withdrawApprovals(ctx, waitsFor(kind))
    await lockNamed(ctx, kind)
    if ((await readStaffRule(ctx)) === required) return false
    if (required) {
      await apply(ctx, true)
      return false
    }
    if (await requestApproval(ctx, { kind, subject: {} }))
      await mailPowerHolders(ctx, 'passkey_rule_proposed')
    // It may have waited before, and applies at once before the forum is opened.
    return readStaffRule(ctx)
  })
}

/** Requires no passkey of the team any more. */
export const staffPasskeys: ApprovalKind<typeof kind> = {
  ...{ subject, event: 'passkey.rule_' },
  apply: (ctx) => apply(ctx, false),
  namesOf: async () => new Map()
}

async function apply(ctx: Context, required: boolean): Promise<void> {
  await storeStaffRule(ctx, required)
  const details = { setting: kind, change: required ? ('on' as const) : ('off' as const) }
  await recordSecurityEvent(ctx, 'setting.changed', { details })
  await emit(ctx, 'staff_passkeys.changed', {})
  for (const { id } of await withoutPasskey(ctx)) {
    await emit(ctx, 'actor.changed', { userId: id })
    if (required) await mailLater(ctx, 'passkey_required', id)
  }
}

const isTeam = and(ne(fullRole, 'member'), isMember)

const withoutPasskey = ({ db }: Context) => {
  const own = db
    .select({ one: sql`1` })
    .from(passkeys)
    .where(eq(passkeys.userId, users.id))
  return db
    .select({ id: users.id })
    .from(users)
    .where(and(isTeam, isNull(users.frozenAt), notExists(own)))
}

/** Shows the rule, what waits, and whom it concerns. The caller is an admin. */
export async function showStaffRule(ctx: Context) {
  const [waiting = null] = await waitingOf(ctx, await selectApprovals(ctx, waitsFor(kind)))
  return {
    required: await readStaffRule(ctx),
    team: await ctx.db.$count(users, isTeam),
    withoutPasskey: (await withoutPasskey(ctx)).length,
    hasOwn: (await ownAccount(ctx)).passkeySince !== null,
    waiting
  }
}
