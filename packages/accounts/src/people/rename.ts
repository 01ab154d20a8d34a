import { and, desc, eq, isNotNull, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { conflict, emit, forbidden, transaction, type Context } from '@stoa/core'
import { isDuplicate } from '@stoa/core/database'
import { usernameKey } from '@stoa/core/text'
import { ownAccount, type Account, fullRoleOf } from '../account/account.ts'
import { checkNameIsFree, checkNameIsHonest, nameTaken } from './names.ts'
import { findUser, type UserTable } from './people.ts'
import { authorize } from '../policy.ts'
import { lockAccount } from '../recovery/account-lock.ts'
import { oldUsernames, users } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'

const day = 24 * 3600_000
const rest = 90 * day

/**
 * Gives the signed-in member another name, once in 90 days. The old one stays reserved for ever and
 * leads to the user.
 * @throws Problem 403 `suspended`, `silenced` or, for users with a role or who
 * moderate as members of a group, `renamed_by_admins`; 409
 * `renamed_lately` with the days to wait; 422 on `username`, or as `ports.safety.review`
 */
export async function renameSelf(ctx: Context, username: string): Promise<{ username: string }> {
  authorize.speak(ctx.actor)
  const account = await ownAccount(ctx)
  if (fullRoleOf(account) !== 'member') throw forbidden('renamed_by_admins')
  await checkName(ctx, username, account.role)
  await rename(ctx, account.id, username, (ctx) => checkRested(ctx, account.id))
  return { username }
}

/**
 * Gives a user another name. Those of users with a role may be like an official one. The caller is an
 * admin.
 * @throws Problem 404, 410, 422 on `username`, or as `ports.safety.review`
 */
export async function renameUser(ctx: Context, { username, to }: { username: string; to: string }) {
  const user = await findUser(ctx, username)
  await checkName(ctx, to, user.role, 'to')
  await rename(ctx, user.id, to)
  return { username: to }
}

async function checkName(ctx: Context, username: string, role: Account['role'], path = 'username') {
  await ctx.ports.safety.review(ctx, { path, text: username, isPublic: true })
  await checkNameIsFree(ctx, username)
  if (role === 'member') await checkNameIsHonest(ctx, username)
}

async function rename(
  ctx: Context,
  userId: number,
  username: string,
  check?: (ctx: Context) => Promise<void>
) {
  await transaction(ctx, async (ctx) => {
    await lockAccount(ctx, userId)
    await check?.(ctx)
    await keepOldName(ctx, userId)
    const named = { username, usernameKey: usernameKey(username) }
    await ctx.db.update(users).set(named).where(eq(users.id, userId))
    await recordSecurityEvent(ctx, 'account.renamed', { subjectId: userId })
    await emit(ctx, 'user.renamed', { userId })
    await emit(ctx, 'actor.changed', { userId })
  }).catch((error: unknown) => {
    throw isDuplicate(error, 'users_username_key') ? nameTaken() : error
  })
}

const keepOldName = ({ db, now }: Context, userId: number) =>
  db.execute(sql`insert into ${oldUsernames} (username_key, user_id, username, changed_at)
    select username_key, id, username, ${now}::timestamptz from ${users} where id = ${userId}`)

/** Call it under the lock of the account, so that two requests cannot rename twice. */
async function checkRested({ db, now }: Context, userId: number) {
  const theirs = and(eq(oldUsernames.userId, userId), isNotNull(oldUsernames.changedAt))
  const [last] = await db
    .select({ changedAt: oldUsernames.changedAt })
    .from(oldUsernames)
    .where(theirs)
    .orderBy(desc(oldUsernames.changedAt))
    .limit(1)
  const until = Date.parse(last?.changedAt ?? '') + rest
  const days = Math.ceil((until - Date.parse(now)) / day)
  if (days > 0) throw conflict('renamed_lately', { days })
}

const formerly = (userId: SQLWrapper, now: SQLWrapper | string) => sql<string | null>`(
  select old.username from ${oldUsernames} old where old.user_id = ${userId}
    and old.changed_at > ${now}::timestamptz - interval '30 days'
  order by old.changed_at desc limit 1)`

/** The name that a user gave up within 30 days, as a column of a query over users. */
export const formerName = (now: string): SQL<string | null> => formerly(sql`"users"."id"`, now)

/** The former name of an author in `table`; null once the account is closing. */
export const formerNameOf = (table: UserTable, now: SQLWrapper): SQL<string | null> =>
  sql<string | null>`case when ${table.closesAt} is null then ${formerly(table.id, now)} end`
