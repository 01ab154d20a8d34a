import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import {
  after,
  atLeast,
  emit,
  forbidden,
  notFound,
  transaction,
  type Context,
  type Role
} from '@stoa/core'
import type { tokenInput } from './endpoints/tokens-contract.ts'
import type { tokenScope } from './shapes.ts'
import { stopTokenChanges } from './pending-changes/deciding.ts'
import { pendingPowers } from './pending-changes/list.ts'
import { mailPowerHolders, proposeChange } from './pending-changes/proposing.ts'
import { powersOf } from './powers.ts'
import { lockOwn } from './recovery/account-lock.ts'
import { apiTokens } from './schema.ts'
import { randomSecret, sha256 } from './secrets.ts'
import { recordSecurityEvent } from './security-log/recording.ts'

type Scope = z.infer<typeof tokenScope>

const day = 24 * 3600_000
const minimumRoleOf: Record<Scope, Role> = {
  read: 'member',
  write: 'member',
  moderate: 'volunteer',
  admin: 'admin'
}

const columns = {
  id: apiTokens.id,
  name: apiTokens.name,
  scopes: apiTokens.scopes,
  createdAt: apiTokens.createdAt,
  expiresAt: apiTokens.expiresAt,
  lastUsedAt: apiTokens.lastUsedAt
}

const shown = <T extends { id: number; scopes: string[] }>(
  token: T,
  pending: { subjectId: number; power: string }[] = []
) => ({
  ...token,
  scopes: token.scopes as Scope[],
  waiting: pending.filter((one) => one.subjectId === token.id).map(({ power }) => power as Scope)
})

const living = ({ actor, now }: Context) =>
  and(eq(apiTokens.userId, actor.id), isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, now))

/** Lists the actor's valid tokens, the newest first, without their secrets. */
export async function listTokens(ctx: Context) {
  const rows = await ctx.db
    .select(columns)
    .from(apiTokens)
    .where(living(ctx))
    .orderBy(desc(apiTokens.id))
  const ids = rows.map(({ id }) => id)
  const pending = await pendingPowers(ctx, 'token_power', ids)
  return rows.map((row) => shown(row, pending))
}

/**
 * Creates a token. Its secret is shown only in this answer. Scopes with official power take effect
 * when a second admin confirms them, or after a day.
 * @throws Problem 403 `token_scope_above_role`, 422 as `ports.safety.review`
 */
export async function createToken(ctx: Context, input: z.output<typeof tokenInput>) {
  const above = input.scopes.some((scope) => !atLeast(ctx.actor.role, minimumRoleOf[scope]))
  if (above) throw forbidden('token_scope_above_role')
  await ctx.ports.safety.review(ctx, { path: 'name', text: input.name })
  const wanted = [...new Set(input.scopes)]
  const waiting = (await speaksOfficially(ctx)) ? wanted.filter((scope) => isPower(scope)) : []
  return transaction(ctx, async (ctx) => {
    await lockOwn(ctx)
    const scopes = wanted.filter((scope) => !waiting.includes(scope))
    const token = await insertToken(ctx, { ...input, scopes })
    const details = { tokenId: token.id, scopes }
    await recordSecurityEvent(ctx, 'token.created', { subjectId: ctx.actor.id, details })
    for (const power of waiting) await proposeScope(ctx, token.id, power)
    if (waiting.length > 0) await mailPowerHolders(ctx, 'power_proposed')
    return { ...token, waiting }
  })
}

const isPower = (scope: Scope): boolean => scope === 'moderate' || scope === 'admin'

/** Whether the actor holds an official power in a forum with readers. */
const speaksOfficially = async (ctx: Context): Promise<boolean> =>
  powersOf(ctx.actor).length > 0 && ctx.ports.site.isOpened(ctx)

const proposeScope = (ctx: Context, tokenId: number, power: Scope) =>
  proposeChange(ctx, { kind: 'token_power', subjectId: tokenId, power, userId: ctx.actor.id })

async function insertToken(ctx: Context, { name, scopes, days }: z.output<typeof tokenInput>) {
  const secret = `stoa_${randomSecret()}`
  const [row] = await ctx.db
    .insert(apiTokens)
    .values({
      ...{ userId: ctx.actor.id, name, hash: sha256(secret), scopes },
      ...{ createdAt: ctx.now, expiresAt: after(ctx.now, days * day) }
    })
    .returning(columns)
  if (!row) throw notFound()
  return { ...shown(row), secret }
}

/** @throws Problem 404 if it is not a valid token of the actor */
export async function revokeToken(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .update(apiTokens)
      .set({ revokedAt: ctx.now })
      .where(and(eq(apiTokens.id, id), living(ctx)))
      .returning({ id: apiTokens.id })
    if (rows.length === 0) throw notFound()
    await stopTokenChanges(ctx, [id])
    const token = { subjectId: ctx.actor.id, details: { tokenId: id } }
    await recordSecurityEvent(ctx, 'token.revoked', token)
    await emit(ctx, 'actor.changed', { userId: ctx.actor.id })
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
  if (ids.length > 0) await stopTokenChanges(ctx, ids)
}
