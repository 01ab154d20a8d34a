import { and, eq, notInArray, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '@stoa/core'
import { namedBy, waitsFor, type ApprovalKind } from '../approvals/approval.ts'
import { withdrawApprovals } from '../approvals/decide.ts'
import { mailPowerHolders, requestApproval } from '../approvals/request.ts'
import { usernamesOf } from '../people/people.ts'
import { approvals } from '../schema.ts'
import { changeDuties, lockDuties } from './duties.ts'
import { officialPowers, withPower, type OfficialPower } from './powers.ts'

const subject = z.object({ userId: z.int(), power: z.enum(officialPowers) })

declare module '@stoa/core' {
  interface ApprovalSubjects {
    role_power: z.infer<typeof subject>
  }
}

/** Gives an official power to a user. */
export const rolePower: ApprovalKind<'role_power'> = {
  ...{ subject, event: 'role.' },
  async apply(ctx, { subject: { userId, power } }) {
    const before = await lockDuties(ctx, userId)
    const wanted = withPower(before, power)
    if (wanted !== before) await changeDuties(ctx, before, wanted)
  },
  namesOf: namedBy(({ userId }) => userId, usernamesOf)
}

/** Has powers over official posts wait for a second admin or a day. */
export async function proposePowers(ctx: Context, userId: number, powers: OfficialPower[]) {
  const fresh: boolean[] = []
  for (const power of powers) {
    const requested = { subject: { userId, power }, gainsById: userId }
    fresh.push(await requestApproval(ctx, { kind: 'role_power', ...requested }))
  }
  if (fresh.includes(true)) await mailPowerHolders(ctx, 'power_proposed')
}

/** Withdraws powers that are no longer wanted, and roles that an invitation offered. */
export async function withdrawPowers(ctx: Context, userId: number, wanted: OfficialPower[]) {
  const power = sql`${approvals.subject} ->> 'power'`
  const others = wanted.length > 0 ? notInArray(power, wanted) : undefined
  const invited = and(waitsFor('role_invitation'), eq(approvals.gainsById, userId))
  await withdrawApprovals(ctx, or(and(waitsFor('role_power', { userId }), others), invited))
}
