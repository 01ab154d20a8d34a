import { and, eq, inArray, isNull, notExists } from 'drizzle-orm'
import { after, conflict, emit, notFound, transaction, type Context } from '@stoa/core'
import { mailLater } from '../events.ts'
import { createMailedToken } from '../mail/tokens.ts'
import { mailedTokens, peopleImports, users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { checkMailWorks } from '../sign-up/rule.ts'

const batchSize = 500
const activationTime = 30 * 24 * 3600_000

/**
 * Mails everybody of an import the link to choose a password. A job sends the mails. The caller is an
 * admin.
 * @throws Problem 404, 409 `import_sent` or as `checkMailWorks`
 */
export async function sendInvitations(ctx: Context, importId: number): Promise<void> {
  await checkMailWorks(ctx)
  await transaction(ctx, async (ctx) => {
    const which = eq(peopleImports.id, importId)
    if ((await ctx.db.$count(peopleImports, which)) === 0) throw notFound()
    const sent = await ctx.db
      .update(peopleImports)
      .set({ sentAt: ctx.now })
      .where(and(which, isNull(peopleImports.sentAt)))
      .returning({ id: peopleImports.id })
    if (sent.length === 0) throw conflict('import_sent')
    await recordSecurityEvent(ctx, 'people.invited', { details: { importId } })
    await emit(ctx, 'people.invited', { importId })
  })
}

/** Queues mails to people of an import who have none yet. Jobs call it, one after the other. */
export async function queueActivationMails(ctx: Context, importId: number): Promise<void> {
  const batch = await nextOf(ctx, importId)
  const ids = batch.map(({ id }) => id)
  const until = { activationExpiresAt: after(ctx.now, activationTime) }
  if (ids.length > 0) await ctx.db.update(users).set(until).where(inArray(users.id, ids))
  for (const { id: userId, email } of batch) {
    const token = await createMailedToken(ctx, 'account_activation', { userId, email })
    await mailLater(ctx, 'account_activation', userId, token)
  }
  // A long transaction would hold up others that read events in order.
  if (batch.length === batchSize) await emit(ctx, 'people.invited', { importId })
}

const nextOf = ({ db }: Context, importId: number) =>
  db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(
      and(
        eq(users.importId, importId),
        isNull(users.emailVerifiedAt),
        isNull(users.erasedAt),
        notExists(
          db
            .select({ id: mailedTokens.id })
            .from(mailedTokens)
            .where(
              and(eq(mailedTokens.userId, users.id), eq(mailedTokens.purpose, 'account_activation'))
            )
        )
      )
    )
    .orderBy(users.id)
    .limit(batchSize)
