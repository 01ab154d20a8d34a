import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { atLeast, type Context } from '@stoa/core'
import { usernameKey } from '@stoa/core/text'
import { fullRole, users } from '@stoa/accounts/tables'
import { addressOf } from '@stoa/guards'
import { saysNoPlace } from './accounts.ts'
import type { OfficialAnswer } from './contract.ts'
import { nameCollision } from './name-guard.ts'

/** The question after a name: 安娜是官方的吗, 小王是不是骗子. */
const question = /(?<=.)(?:是不是|是|算|属于|屬於).{1,12}$/u
const maxNameLength = 30

/** The name in the address of a profile on this forum; undefined for other addresses. */
export function nameInProfile({ ports }: Context, text: string): string | undefined {
  const url = addressOf(text)
  if (url?.host !== addressOf(ports.publicOrigin)?.host) return undefined
  const name = /^\/u\/([^/]{1,200})\/?$/.exec(url?.pathname ?? '')?.[1]
  return name === undefined ? undefined : decoded(name)
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Judges the user with exactly this name, apart from case. */
export async function judgeUser(ctx: Context, name: string): Promise<OfficialAnswer | undefined> {
  const user = await findPresent(ctx, name)
  if (!user || plain(user.username) !== plain(name)) return undefined
  const { username, role, formerStaff } = user
  const url = `/u/${encodeURIComponent(username)}`
  if (atLeast(role, 'staff'))
    return { verdict: 'official', of: username, url, reasons: [`user_${role}`] }
  const warning = await warnOfName(ctx, name)
  if (role === 'member' && warning) return { ...warning, url }
  const reason = formerStaff && role === 'member' ? 'user_former_staff' : (`user_${role}` as const)
  return { verdict: 'unknown', url, reasons: [reason] }
}

const plain = (name: string) => name.normalize('NFKC').toLowerCase()

async function findPresent({ db }: Context, name: string) {
  const isPresent = and(isNotNull(users.emailVerifiedAt), isNull(users.erasedAt))
  const [user] = await db
    .select({ username: users.username, role: fullRole, formerStaff: users.formerStaff })
    .from(users)
    .where(and(eq(users.usernameKey, usernameKey(name)), eq(users.visitor, false), isPresent))
  return user
}

/**
 * Warns of an unlisted name that contains a word of the team or the brand, or looks like a
 * colleague's.
 */
export async function warnOfName(ctx: Context, name: string): Promise<OfficialAnswer | undefined> {
  if (Array.from(name).length > maxNameLength) return undefined
  const collision = await nameCollision(ctx, name)
  if (!collision) return undefined
  const { reason, of } = collision
  return { verdict: 'lookalike', of, reasons: [`name_${reason}`] }
}

/** The name in a question: "Is Anna on the team?", 安娜是官方的吗. */
export function nameAsked(text: string): string {
  const named = text.replace(question, '')
  const words = named.split(/[\s?？!！,，.。]+/u).filter((word) => word !== '')
  const [only = named, ...others] = words.filter((word) => !saysNoPlace(word.toLowerCase()))
  return others.length > 0 ? named : only.replace(/^@/, '')
}
