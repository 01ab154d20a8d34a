import { sql } from 'drizzle-orm'
import { after, transaction, type Context } from '@stoa/core'
import { events, limits } from '@stoa/core/schema'
import { findByToken, newToken, consumeToken } from '../mail/tokens.ts'
import { mailedTokens, users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { deviceFor, deviceHash } from './device-cookie.ts'
import { admitHash } from './known-clients.ts'

const day = 24 * 3_600_000

/**
 * Mails the owner a link that admits the device of the request, at most once in 24 hours, if a
 * correct password was refused because the device is unknown (`deserved`). Every refused sign-in
 * runs the same statement, so its cost does not reveal that the password was right.
 */
export async function offerAdmission(
  ctx: Context,
  { userId, deserved }: { userId: number; deserved: boolean }
): Promise<void> {
  const { now } = ctx
  const { hash, seed, purpose, expiresAt } = newToken(ctx, 'device_admission')
  const device = deviceHash(deviceFor(ctx))
  await ctx.db.execute(sql`
    with due as (
      insert into ${limits} (name, subject, window_start, count)
      select 'device_admission', 'user:' || id, ${now}::timestamptz, 1 from ${users}
      where id = ${userId} and ${deserved} and email_verified_at is not null
      on conflict (name, subject) do update set window_start = excluded.window_start
        where ${limits.windowStart} <= ${after(now, -day)}
      returning subject),
    token as (
      insert into ${mailedTokens} (hash, seed, purpose, user_id, device, created_at, expires_at)
      select ${hash}::text, ${seed}::text, ${purpose}::text, ${userId}::bigint, ${device}::text,
        ${now}::timestamptz, ${expiresAt}::timestamptz from due
      returning id, user_id)
    insert into ${events} (type, payload, actor_id, created_at)
    select 'account.mail', jsonb_build_object('userId', user_id, 'template', ${purpose}::text,
      'tokenId', id), 0, ${now}::timestamptz from token`)
}

/**
 * Admits the device on which the correct password was refused, by the mailed link.
 * @throws Problem 410 `link_expired`
 */
export async function admitDevice(ctx: Context, token: string): Promise<void> {
  const { id, userId, device } = await findByToken(ctx, 'device_admission', token)
  await transaction(ctx, async (ctx) => {
    await consumeToken(ctx, id)
    await admitHash(ctx, userId, device ?? '')
    await recordSecurityEvent(ctx, 'sign_in.device_admitted', { subjectId: userId, actorId: 0 })
  })
}
