import { and, eq } from 'drizzle-orm'
import { emit, invalid, transaction, type Context } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { mailLater } from '../events.ts'
import { consumeToken, createMailedToken, findByToken, isTokenOpen, withCode } from './tokens.ts'
import { mailedTokens } from '../schema.ts'
import { mailWorks } from '../sign-up/rule.ts'

/** Mails the actor a link. Following it opens sign-up. */
export async function sendTestMail(ctx: Context): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const token = await createMailedToken(ctx, 'mail_test', { userId: ctx.actor.id })
    await mailLater(ctx, 'mail_test', ctx.actor.id, token)
  })
}

/** Of the mailed link, or the six digits in the mail. */
type Proof = { token?: string; code?: string }

/**
 * Records that mail arrives, which opens sign-up.
 * @throws Problem 410 `link_expired`, 422 on `code`
 */
export async function confirmTestMail(ctx: Context, { token, code = '' }: Proof): Promise<void> {
  const id = token === undefined ? await findByCode(ctx, code) : await idOf(ctx, token)
  await transaction(ctx, async (ctx) => {
    await consumeToken(ctx, id)
    await ctx.db
      .insert(settings)
      .values({ name: mailWorks, value: true, updatedAt: ctx.now })
      .onConflictDoNothing()
    await emit(ctx, 'sign_up.changed', {})
  })
}

const idOf = async (ctx: Context, token: string) => (await findByToken(ctx, 'mail_test', token)).id

/** Whether the actor was sent a test mail whose code can still be entered. */
export async function awaitsTestMail(ctx: Context): Promise<boolean> {
  return (await openTestMails(ctx)).length > 0
}

function openTestMails({ actor, db, now }: Context) {
  const own = and(eq(mailedTokens.userId, actor.id), eq(mailedTokens.purpose, 'mail_test'))
  return db
    .select()
    .from(mailedTokens)
    .where(and(own, isTokenOpen(now)))
}

/** Finds the test mail of the actor that has this code. @throws Problem 422 on `code` */
async function findByCode(ctx: Context, code: string): Promise<number> {
  const right = withCode(ctx, await openTestMails(ctx), code)
  if (!right) throw invalid('code', 'field_mailed_code_wrong')
  return right.id
}
