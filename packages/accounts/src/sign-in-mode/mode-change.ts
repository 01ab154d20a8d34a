import { and, asc, eq, inArray, isNull, ne, notExists } from 'drizzle-orm'
import { z } from 'zod'
import { conflict, emit, transaction, type Context } from '@stoa/core'
import { fullRole } from '../account/account.ts'
import { namedBy, type ApprovalKind } from '../approvals/approval.ts'
import { providerSessions, sessions, signInModeRevisions, users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { revokeTokens } from '../tokens/tokens.ts'
import { announceMode } from './link-mailing.ts'
import { bindsStaff, lockMode, readMode, storeMode, type SignInMode } from './mode.ts'
import { insertRevision, stopModes } from './propose.ts'
import { lockAdmins, requireAdminProvider } from './unlinked.ts'

const subject = z.object({ mode: z.string(), revision: z.int() })

declare module '@stoa/core' {
  interface ApprovalSubjects {
    sign_in_mode: z.infer<typeof subject>
  }
}

/**
 * Puts the revision that was read into force.
 * @throws Problem 409 `sign_in_date_over`, or as `requireAdminProvider`
 */
export const signInMode: ApprovalKind<'sign_in_mode'> = {
  ...{ subject, event: 'provider.mode_' },
  async apply(ctx, { subject }) {
    const [revision] = await ctx.db
      .update(signInModeRevisions)
      .set({ appliedAt: ctx.now })
      .where(
        and(eq(signInModeRevisions.id, subject.revision), isNull(signInModeRevisions.appliedAt))
      )
      .returning()
    if (!revision) return
    const { mode, startsAt } = revision
    if (startsAt !== null && startsAt <= ctx.now) throw conflict('sign_in_date_over')
    await lockMode(ctx)
    await lockAdmins(ctx)
    if (bindsStaff(revision)) await requireAdminProvider(ctx)
    await replaceMode(ctx, subject.revision, { mode, startsAt })
  },
  namesOf: namedBy(
    ({ revision }) => revision,
    async ({ db }, revisions) => {
      const { id, startsAt } = signInModeRevisions
      const rows = await db
        .select({ id, startsAt })
        .from(signInModeRevisions)
        .where(inArray(id, revisions))
      return new Map(rows.map((row) => [row.id, row.startsAt ?? '']))
    }
  )
}

/** Lets passwords in again at once, for a command on the server: the provider may be lost. */
export async function allowPasswords(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await stopModes(ctx)
    await lockMode(ctx)
    const chosen = { mode: 'passwords', startsAt: null } as const
    const revision = await insertRevision(ctx, chosen)
    const isThis = eq(signInModeRevisions.id, revision)
    await ctx.db.update(signInModeRevisions).set({ appliedAt: ctx.now }).where(isThis)
    await replaceMode(ctx, revision, chosen)
  })
}

async function replaceMode(ctx: Context, revision: number, chosen: SignInMode): Promise<void> {
  const before = await readMode(ctx)
  await storeMode(ctx, { ...chosen, revision })
  await recordSecurityEvent(ctx, 'setting.changed', {
    details: { setting: 'sign_in_mode', before: before.mode, ...chosen }
  })
  if (bindsStaff(chosen)) await endTeamSessions(ctx)
  await announceMode(ctx, { before, revision, chosen })
  // Pages for guests say how to sign in.
  await emit(ctx, 'sign_up.changed', {})
}

/**
 * Ends the sessions of the team that no provider began, and all of the team's tokens, which nobody
 * knows whether a provider began. Sessions by mailed code stay, because they hold no power.
 */
async function endTeamSessions(ctx: Context): Promise<void> {
  const team = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(ne(fullRole, 'member'))
    .orderBy(asc(users.id))
    // A session or a token that is made now is there when they end.
    .for('update')
  const ids = team.map(({ id }) => id)
  const { sessionHash } = providerSessions
  const begun = ctx.db
    .select({ sessionHash })
    .from(providerSessions)
    .where(eq(sessionHash, sessions.hash))
  const isTheirs = and(inArray(sessions.userId, ids), isNull(sessions.scopes))
  await ctx.db.delete(sessions).where(and(isTheirs, notExists(begun)))
  for (const userId of ids) {
    await revokeTokens(ctx, userId)
    await emit(ctx, 'actor.changed', { userId })
  }
}
