import { and, eq, isNull, desc, gt, inArray, getTableColumns } from 'drizzle-orm'
import type { z } from 'zod'
import {
  after,
  atLeast,
  emit,
  forbidden,
  notFound,
  transaction,
  type ApprovalSubjects,
  type Context,
  type Role
} from '@stoa/core'
import type { tokenInput } from '../sign-in/contract.ts'
import { waitingSubjects } from '../approvals/approval.ts'
import { withdrawTokenApprovals } from '../approvals/decide.ts'
import { mailPowerHolders, requestApproval } from '../approvals/request.ts'
import { powersOf } from '../roles/powers.ts'
import { lockOwn } from '../recovery/account-lock.ts'
import { apiTokens } from '../schema.ts'
import { randomSecret, sha256 } from '../secrets.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import type { tokenScope } from '../shapes.ts'
import { endSessions } from '../sessions/sessions.ts'

const day = 24 * 3600_000
type OwnScope = Exclude<TokenScope, 'sessions'>

const minimumRoleOf: Record<OwnScope, Role> = {
  read: 'member',
  write: 'member',
  moderate: 'volunteer',
  admin: 'admin'
}

type NewToken = { name: string; scopes: readonly TokenScope[]; days: number }

/**
 * Creates a token of the actor. Its secret is shown only in this answer. Scopes with official power
 * take effect when a second admin confirms them, or after a day.
 * @throws Problem 403 `token_scope_above_role`, 422 as `ports.safety.review`
 */
export async function createToken(ctx: Context, input: z.output<typeof tokenInput>) {
  const above = input.scopes.some((scope) => !atLeast(ctx.actor.role, minimumRoleOf[scope]))
  if (above) throw forbidden('token_scope_above_role')
  await ctx.ports.safety.review(ctx, { path: 'name', text: input.name })
  const waits = await speaksOfficially(ctx)
  return transaction(ctx, async (ctx) => {
    await lockOwn(ctx)
    return issueToken(ctx, ctx.actor.id, input, waits)
  })
}

/**
 * Issues a token of an account that the transaction of `ctx` has locked.
 * @param waits whether scopes with official power wait for a second admin
 */
export async function issueToken(ctx: Context, userId: number, input: NewToken, waits: boolean) {
  const wanted = [...new Set(input.scopes)]
  const waiting = waits ? wanted.filter((scope) => isPower(scope)) : []
  const scopes = wanted.filter((scope) => !waiting.includes(scope))
  const token = await insertToken(ctx, userId, { ...input, scopes })
  const details = { tokenId: token.id, scopes }
  await recordSecurityEvent(ctx, 'token.created', { subjectId: userId, details })
  for (const scope of waiting) {
    const subject = { tokenId: token.id, scope }
    await requestApproval(ctx, { kind: 'token_power', subject, gainsById: userId })
  }
  if (waiting.length > 0) await mailPowerHolders(ctx, 'power_proposed')
  return { ...token, waiting }
}

const isPower = (scope: TokenScope): boolean => scope === 'moderate' || scope === 'admin'

/** Whether the actor holds an official power in a forum with readers. */
const speaksOfficially = async (ctx: Context): Promise<boolean> =>
  powersOf(ctx.actor).length > 0 && ctx.ports.site.isOpened(ctx)

async function insertToken(ctx: Context, userId: number, { name, scopes, days }: NewToken) {
  const secret = `stoa_${randomSecret()}`
  const times = { createdAt: ctx.now, expiresAt: after(ctx.now, days * day) }
  const [row] = await ctx.db
    .insert(apiTokens)
    .values({ userId, name, hash: sha256(secret), scopes: [...scopes], ...times })
    .returning(tokenColumns)
  if (!row) throw notFound()
  return { ...shownToken(row), secret }
}

/** @throws Problem 404 if it is not a valid token of the user, by default the actor */
export async function revokeToken(ctx: Context, id: number, userId = ctx.actor.id): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const { count } = await ctx.db
      .update(apiTokens)
      .set({ revokedAt: ctx.now })
      .where(and(eq(apiTokens.id, id), livingTokens(ctx, [userId])))
    if (count === 0) throw notFound()
    await withdrawTokenApprovals(ctx, [id])
    const token = { subjectId: userId, details: { tokenId: id } }
    await recordSecurityEvent(ctx, 'token.revoked', token)
    await emit(ctx, 'actor.changed', { userId })
  })
}

/** Revokes all tokens of a user, in the transaction of `ctx`. */
export async function revokeTokens(ctx: Context, userId: number): Promise<void> {
  const revoked = await ctx.db
    .update(apiTokens)
    .set({ revokedAt: ctx.now })
    .where(and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)))
    .returning({ id: apiTokens.id })
  const ids = revoked.map(({ id }) => id)
  if (ids.length > 0) await withdrawTokenApprovals(ctx, ids)
}

type TokenScope = z.infer<typeof tokenScope>

const { hash: _hash, revokedAt: _revokedAt, ...tokenColumns } = getTableColumns(apiTokens)

const shownToken = <T extends { id: number; scopes: string[] }>(
  token: T,
  pending: ApprovalSubjects['token_power'][] = []
) => ({
  ...token,
  scopes: token.scopes as TokenScope[],
  waiting: pending.filter(({ tokenId }) => tokenId === token.id).map(({ scope }) => scope)
})

const livingTokens = ({ now }: Context, userIds: readonly number[]) =>
  and(
    inArray(apiTokens.userId, [...userIds]),
    isNull(apiTokens.revokedAt),
    gt(apiTokens.expiresAt, now)
  )

/** Lists the actor's valid tokens. */
export const listTokens = async (ctx: Context) =>
  (await tokensOf(ctx, [ctx.actor.id])).map(({ userId: _, ...token }) => token)

/** Lists the valid tokens of accounts, the newest first, without their secrets. */
export async function tokensOf(ctx: Context, userIds: readonly number[]) {
  const rows = await ctx.db
    .select(tokenColumns)
    .from(apiTokens)
    .where(livingTokens(ctx, userIds))
    .orderBy(desc(apiTokens.id))
  const pending = rows.length > 0 ? await waitingSubjects(ctx, 'token_power') : []
  return rows.map((row) => shownToken(row, pending))
}

/**
 * Ends all sessions and tokens of a user in the transaction of `ctx`, after a password reset, a
 * suspension or a change of role. `exceptPresent` keeps the session of the request.
 */
export async function endAccess(
  ctx: Context,
  userId: number,
  options: { exceptPresent?: boolean } = {}
): Promise<void> {
  await endSessions(ctx, userId, options)
  await revokeTokens(ctx, userId)
  await emit(ctx, 'actor.changed', { userId })
}
