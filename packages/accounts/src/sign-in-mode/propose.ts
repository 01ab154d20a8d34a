import { eq } from 'drizzle-orm'
import { after, conflict, invalid, transaction, type Context } from '@stoa/core'
import { selectApprovals, waitsFor } from '../approvals/approval.ts'
import { withdrawApprovals } from '../approvals/decide.ts'
import { mailPowerHolders, requestApproval } from '../approvals/request.ts'
import { signInModeRevisions } from '../schema.ts'
import { isByWorkingProvider } from './refusals.ts'
import { lockMode, lockNamed, readMode, type SignInMode } from './mode.ts'

const day = 24 * 3600_000
// Members get time to read the mail and the reminder.
const minNotice = 7 * day
const maxNotice = 366 * day

/**
 * Proposes a mode of sign-in, in place of one that waits. It waits for a second admin or a day, as it
 * takes or gives ways into the forum; before the forum is opened it applies at once. The caller is
 * an admin.
 * @returns whether it waits
 * @throws Problem 409 `provider_session_needed` for a mode that requires a provider, unless one that
 * works began the present session; 422 on `startsAt`
 */
export async function proposeMode(
  ctx: Context,
  { mode, startsAt }: { mode: SignInMode['mode']; startsAt?: string }
): Promise<boolean> {
  if (mode !== 'only' && startsAt !== undefined)
    throw invalid('startsAt', 'field_sign_in_date_unused')
  const wanted = { mode, startsAt: mode === 'only' ? await startOf(ctx, startsAt) : null }
  if (mode !== 'passwords' && !(await isByWorkingProvider(ctx)))
    throw conflict('provider_session_needed')
  return transaction(ctx, async (ctx) => {
    // One proposal at a time, before changes are locked, so that one at most waits.
    await lockNamed(ctx, 'sign_in_mode_proposal')
    await stopModes(ctx)
    await lockMode(ctx)
    const { mode: present, startsAt: since } = await readMode(ctx)
    if (present === mode && since === wanted.startsAt) return false
    const subject = { mode, revision: await insertRevision(ctx, wanted) }
    const waits = await requestApproval(ctx, { kind: 'sign_in_mode', subject })
    if (waits) await mailPowerHolders(ctx, 'sign_in_mode_proposed')
    return waits
  })
}

/** @throws Problem 422 on `startsAt` */
async function startOf(ctx: Context, startsAt: string | undefined): Promise<string> {
  if (startsAt === undefined) throw invalid('startsAt', 'field_required')
  const notice = (await ctx.ports.site.isOpened(ctx)) ? minNotice : 0
  if (startsAt < after(ctx.now, notice) || startsAt > after(ctx.now, maxNotice))
    throw invalid('startsAt', notice > 0 ? 'field_sign_in_date' : 'field_sign_in_date_past')
  return startsAt
}

/** Stores a mode that was chosen, in the transaction of `ctx`. @returns its id */
export async function insertRevision(ctx: Context, chosen: SignInMode): Promise<number> {
  const [row] = await ctx.db
    .insert(signInModeRevisions)
    .values({ ...chosen, proposedById: ctx.actor.id, proposedAt: ctx.now })
    .returning({ id: signInModeRevisions.id })
  return row!.id
}

/** Stops a mode that waits, in the transaction of `ctx`. */
export const stopModes = (ctx: Context): Promise<void> =>
  withdrawApprovals(ctx, waitsFor('sign_in_mode'))

/** Returns the mode that waits, with its approval; undefined if none does. */
export async function waitingMode(ctx: Pick<Context, 'db'>) {
  const kind = 'sign_in_mode'
  const [approval] = await selectApprovals<typeof kind>(ctx, waitsFor(kind))
  if (!approval) return undefined
  const { id, mode, startsAt } = signInModeRevisions
  const isIt = eq(id, approval.subject.revision)
  const [chosen] = await ctx.db.select({ mode, startsAt }).from(signInModeRevisions).where(isIt)
  return chosen && { ...chosen, approval }
}
