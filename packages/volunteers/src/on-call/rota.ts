import { and, asc, eq, isNull } from 'drizzle-orm'
import { atLeast, holds, invalid, notFound, transaction, type Context } from '@stoa/core'
import { usernameKey } from '@stoa/core/text'
import { users } from '@stoa/accounts/tables'
import { listModerators, type Moderator } from '@stoa/moderation'
import type { Rota, ShiftInput } from '../contract.ts'
import { onCallShifts } from '../schema.ts'

/** Returns the shifts of the rota and who is on call now. */
export async function showRota(ctx: Context): Promise<Rota> {
  const [shifts, staff] = await Promise.all([listShifts(ctx), staffWhoModerate(ctx)])
  const able = new Set(staff.map(({ id }) => id))
  const items = shifts.map(({ userId, ...shift }) => {
    return { ...shift, holds: able.has(userId), now: isOnDuty(shift, ctx.now) }
  })
  const onDuty = items.filter((shift) => shift.now && shift.holds).map(({ username }) => username)
  return { items, onDuty: [...new Set(onDuty)], everybody: onDuty.length === 0 }
}

/**
 * User ids of the staff to notify: those on duty, or everybody with the capability `moderation` if
 * nobody is.
 */
export async function staffOnCall(ctx: Context): Promise<number[]> {
  const [shifts, staff] = await Promise.all([listShifts(ctx), staffWhoModerate(ctx)])
  const onDuty = new Set(
    shifts.filter((shift) => isOnDuty(shift, ctx.now)).map(({ userId }) => userId)
  )
  const ids = staff.map(({ id }) => id)
  const woken = ids.filter((id) => onDuty.has(id))
  return woken.length > 0 ? woken : ids
}

const listShifts = ({ db }: Context) =>
  db
    .select({
      id: onCallShifts.id,
      userId: users.id,
      username: users.username,
      days: onCallShifts.days,
      from: onCallShifts.from,
      to: onCallShifts.to,
      timeZone: onCallShifts.timeZone
    })
    .from(onCallShifts)
    .innerJoin(users, and(eq(users.id, onCallShifts.userId), isNull(users.erasedAt)))
    .orderBy(asc(users.username), asc(onCallShifts.id))

const staffWhoModerate = async (ctx: Context) =>
  (await listModerators(ctx)).filter((one) => atLeast(one.role, 'staff') && hasDuty(one))

const hasDuty = (one: Moderator) => holds(one, 'moderation')

async function staffNamed(ctx: Context, username: string): Promise<number | undefined> {
  const isNamed = eq(users.usernameKey, usernameKey(username))
  const [user] = await ctx.db.select({ id: users.id }).from(users).where(isNamed)
  const staff = await staffWhoModerate(ctx)
  return staff.find(({ id }) => id === user?.id)?.id
}

/**
 * Adds a weekly shift.
 * @throws Problem 422 on `username` if the user is unknown or lacks the capability `moderation`
 */
export async function addShift(
  ctx: Context,
  { username, days, ...shift }: ShiftInput
): Promise<{ id: number }> {
  const userId = await staffNamed(ctx, username)
  if (userId === undefined) throw invalid('username', 'moderation_not_on_call')
  const about = { byId: ctx.actor.id, createdAt: ctx.now }
  return transaction(ctx, async ({ db }) => {
    const [row] = await db
      .insert(onCallShifts)
      .values({ userId, days: [...new Set(days)].sort(), ...shift, ...about })
      .returning({ id: onCallShifts.id })
    return { id: row?.id ?? 0 }
  })
}

/** Removes a shift. @throws Problem 404 */
export async function removeShift(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async ({ db }) => {
    const gone = await db.delete(onCallShifts).where(eq(onCallShifts.id, id)).returning()
    if (gone.length === 0) throw notFound()
  })
}

/** Effect of `user.erased`: deletes the user's shifts. */
export async function deleteShifts({ db }: Context, { userId }: { userId: number }) {
  await db.delete(onCallShifts).where(eq(onCallShifts.userId, userId))
}

/**
 * A weekly shift. `days`: 1 is Monday; `from` and `to`: local times `HH:MM`; `timeZone`: an IANA
 * name.
 */
export type Shift = { days: readonly number[]; from: string; to: string; timeZone: string }

/**
 * True if the shift covers the time (ISO 8601 UTC). A shift starts on its `days`. If `to` is not
 * after `from` it ends on the next day, so that equal times make a full day.
 */
export function isOnDuty({ days, from, to, timeZone }: Shift, time: string): boolean {
  const local = localTime(time, timeZone)
  if (from < to) return days.includes(local.day) && from <= local.clock && local.clock < to
  const dayBefore = local.day === 1 ? 7 : local.day - 1
  const began = days.includes(local.day) && from <= local.clock
  return began || (days.includes(dayBefore) && local.clock < to)
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const parts = { weekday: 'short', hour: '2-digit', minute: '2-digit' } as const
  const clock = new Intl.DateTimeFormat('en-GB', { ...parts, hourCycle: 'h23', timeZone })
  clocks.set(timeZone, clock)
  return clock
}

function localTime(time: string, timeZone: string): { day: number; clock: string } {
  const parts = clockOf(timeZone).formatToParts(Date.parse(time))
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return {
    day: weekdays.indexOf(part('weekday')) + 1,
    clock: `${part('hour')}:${part('minute')}`
  }
}
