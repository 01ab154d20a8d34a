import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import {
  after,
  atLeast,
  emit,
  forbidden,
  notFound,
  write,
  type Context,
  type Role
} from '@stoa/core'
import type { scopes, tokenInput } from './contract.ts'
import { apiTokens } from './schema.ts'
import { randomSecret, sha256 } from './secrets.ts'
import { recordSecurityEvent } from './security-log/recording.ts'

type Scope = z.infer<typeof scopes>

const day = 24 * 3600_000
const leastRole: Record<Scope, Role> = {
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

const shown = <T extends { scopes: string[] }>(token: T) => ({
  ...token,
  scopes: token.scopes as Scope[]
})

const living = ({ actor, now }: Context) =>
  and(eq(apiTokens.userId, actor.id), isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, now))

/** The actor's tokens that still work, the newest first, without their secrets. */
export async function listTokens(ctx: Context) {
  const rows = await ctx.db
    .select(columns)
    .from(apiTokens)
    .where(living(ctx))
    .orderBy(desc(apiTokens.id))
  return rows.map(shown)
}

/**
 * Makes a token; its secret is in this answer and nowhere else.
 * @throws Problem 403 `token_scope_above_role`, 422 as `ports.review`
 */
export async function createToken(ctx: Context, input: z.output<typeof tokenInput>) {
  const above = input.scopes.some((scope) => !atLeast(ctx.actor.role, leastRole[scope]))
  if (above) throw forbidden('token_scope_above_role')
  await ctx.ports.review(ctx, { path: 'name', text: input.name })
  const secret = `stoa_${randomSecret()}`
  const token = await write(ctx, (ctx) => insertToken(ctx, input, sha256(secret)))
  return { ...shown(token), secret }
}

async function insertToken(ctx: Context, input: z.output<typeof tokenInput>, hash: string) {
  const { id: userId } = ctx.actor
  const scopes = [...new Set(input.scopes)]
  const [row] = await ctx.db
    .insert(apiTokens)
    .values({
      ...{ userId, name: input.name, hash, scopes, createdAt: ctx.now },
      expiresAt: after(ctx.now, input.days * day)
    })
    .returning(columns)
  if (!row) throw notFound()
  const details = { tokenId: row.id, scopes }
  await recordSecurityEvent(ctx, 'token.created', { subjectId: userId, details })
  return row
}

/** @throws Problem 404 where it is not a living token of the actor */
export async function revokeToken(ctx: Context, id: number): Promise<void> {
  await write(ctx, async (ctx) => {
    const rows = await ctx.db
      .update(apiTokens)
      .set({ revokedAt: ctx.now })
      .where(and(eq(apiTokens.id, id), living(ctx)))
      .returning({ id: apiTokens.id })
    if (rows.length === 0) throw notFound()
    const token = { subjectId: ctx.actor.id, details: { tokenId: id } }
    await recordSecurityEvent(ctx, 'token.revoked', token)
    await emit(ctx, 'actor.changed', { userId: ctx.actor.id })
  })
}

/** Ends all tokens of a user. */
export async function revokeTokens({ db, now }: Context, userId: number): Promise<void> {
  await db
    .update(apiTokens)
    .set({ revokedAt: now })
    .where(and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)))
}
