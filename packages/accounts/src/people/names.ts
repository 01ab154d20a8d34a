import { eq } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { invalid, type Context } from '@stoa/core'
import { usernameKey } from '@stoa/core/text'
import { oldUsernames, users } from '../schema.ts'

/** Names that read as official, or as an address of this site. */
const reserved = `
  admin administrator root system staff official support help helpdesk customer-service
  customer-support service moderator moderation mod security team owner webmaster postmaster abuse
  billing noreply me guest everyone import all here anonymous deleted erased bot volunteer
  官方 官方客服 客服 在线客服 人工客服 管理员 管理員 版主 系统 系統 技术支持 技術支援 安全中心 客服中心
  工作人员 工作人員 已注销 已註銷`
const reservedKeys = new Set(reserved.trim().split(/\s+/).map(usernameKey))

/** Returns a function that says whether the key of a name reads as official, or as this site. */
export async function reservedGuard(ctx: Context): Promise<(key: string) => boolean> {
  const own = (await ctx.ports.site.siteNames(ctx)).map(usernameKey)
  return (key) => reservedKeys.has(key) || own.includes(key)
}

/**
 * Refuses names that are taken, were given up, or read as official.
 * @throws Problem 422 on `username`
 */
export async function checkNameIsFree(ctx: Context, username: string): Promise<void> {
  const { db } = ctx
  const key = usernameKey(username)
  const taken = await unionAll(
    db.select({ key: users.usernameKey }).from(users).where(eq(users.usernameKey, key)),
    db
      .select({ key: oldUsernames.usernameKey })
      .from(oldUsernames)
      .where(eq(oldUsernames.usernameKey, key))
  )
  const isReserved = await reservedGuard(ctx)
  if (taken.length > 0 || isReserved(key)) throw nameTaken()
}

/**
 * Refuses names that could be mistaken for staff or the organisation.
 * @throws Problem 422 on `username`. It names the word that collides, but never the staff member.
 */
export async function checkNameIsHonest(ctx: Context, username: string): Promise<void> {
  const collides = await ctx.ports.safety.nameGuard(ctx)
  const collision = collides(username)
  if (!collision) return
  const { reason, of } = collision
  throw invalid('username', `accounts_name_${reason}`, reason === 'staff' ? {} : { word: of })
}

/** 422 on `username`: the name is taken, was given up, or reads as official. */
export const nameTaken = () => invalid('username', 'field_username_taken')

/** Checks a name that somebody chose for a new account. @throws Problem 422 on `username` */
export async function checkNewName(ctx: Context, username: string): Promise<void> {
  await ctx.ports.safety.review(ctx, { path: 'username', text: username })
  await checkNameIsFree(ctx, username)
  await checkNameIsHonest(ctx, username)
}

type NewUser = Omit<typeof users.$inferInsert, 'usernameKey' | 'createdAt'>

/** Adds a user. @returns undefined if the name, or the confirmed address, is taken */
export async function insertUser({ db, now: createdAt }: Context, user: NewUser) {
  const [added] = await db
    .insert(users)
    .values({ ...user, usernameKey: usernameKey(user.username), createdAt })
    .onConflictDoNothing()
    .returning({ id: users.id, role: users.role, email: users.email })
  return added
}

/** Adds a user with an unconfirmed address, or none. @throws Problem 422 on `username` */
export async function insertNamed(ctx: Context, user: NewUser) {
  const added = await insertUser(ctx, user)
  if (!added) throw nameTaken()
  return added
}
