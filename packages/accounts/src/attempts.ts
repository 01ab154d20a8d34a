import { and, inArray } from 'drizzle-orm'
import { consume, type Context } from '@stoa/core'
import { limits } from '@stoa/core/schema'
import { sha256 } from './secrets.ts'

const minute = 60
const fromOneAddress = { name: 'sign_in_from', count: 10, seconds: 15 * minute }
// Wide enough that strangers cannot keep the owner out for long, narrow enough against a botnet.
const fromAnywhere = { name: 'sign_in', count: 100, seconds: 60 * minute }

/** Whom attempts count against: the account, or what was typed where there is none. */
export const subjectOfLogin = (userId: number | undefined, login: string) =>
  userId === undefined ? `login:${sha256(login.toLowerCase())}` : `user:${userId}`

const fromHere = (ctx: Context, subject: string) => `${subject} ${ctx.origin?.address ?? 'local'}`

/**
 * Counts an attempt at a password or code before it is looked at.
 * @throws Problem 429 after too many from one address, or from anywhere
 */
export async function countAttempt(ctx: Context, subject: string): Promise<void> {
  const { db, now } = ctx
  await consume(db, now, fromOneAddress.name, fromHere(ctx, subject), fromOneAddress)
  await consume(db, now, fromAnywhere.name, subject, fromAnywhere)
}

/** Only failures count: a success forgets what came before it. */
export async function forgiveAttempts(ctx: Context, subject: string): Promise<void> {
  const names = inArray(limits.name, [fromOneAddress.name, fromAnywhere.name])
  const subjects = inArray(limits.subject, [subject, fromHere(ctx, subject)])
  await ctx.db.delete(limits).where(and(names, subjects))
}
