import { and, asc, eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { everyRow, rowBatchSize } from '@stoa/core/data'
import { ownAccount } from './account.ts'
import { phraseOf } from '../mail/phrase.ts'
import { listMutedUsers } from '../people/mute.ts'
import { passkeysOf } from '../passkeys/own-passkeys.ts'
import { identitiesOf } from '../providers/identities.ts'
import { contributions, sanctions } from '../schema.ts'
import { recordSecurityEvent } from '../security-log/record.ts'
import { ownSecurityEvents } from '../security-log/own-events.ts'
import { listSessions } from '../sessions/list.ts'
import { listTokens } from '../tokens/tokens.ts'

/**
 * Returns everything stored about the signed-in user, by capability. Long lists are read while they
 * are iterated.
 */
export async function dataExport(ctx: Context): Promise<Record<string, unknown>> {
  const { passwordHash: _, ...account } = await ownAccount(ctx)
  await recordSecurityEvent(ctx, 'export.own_data', { subjectId: account.id })
  return {
    exportedAt: ctx.now,
    account,
    sessions: await listSessions(ctx),
    tokens: await listTokens(ctx),
    identities: await identitiesOf(ctx, account.id),
    passkeys: await passkeysOf(ctx, account.id),
    mailPhrase: await phraseOf(ctx, account.id),
    mutedUsers: await listMutedUsers(ctx),
    contributions: contributionsOf(ctx, account.id),
    sanctions: await sanctionsOf(ctx, account.id),
    securityEvents: ownSecurityEvents(ctx, account.id),
    ...ctx.ports.dataOf(ctx, account.id)
  }
}

async function* contributionsOf({ db }: Context, userId: number) {
  const { kind, ref, fromUserId } = contributions
  const rows = everyRow<typeof contributions.$inferSelect>((last) => {
    const behind =
      last &&
      sql`(${kind}, ${ref}, ${fromUserId}) > (${last.kind}, ${last.ref}, ${last.fromUserId})`
    return db
      .select()
      .from(contributions)
      .where(and(eq(contributions.userId, userId), behind))
      .orderBy(asc(kind), asc(ref), asc(fromUserId))
      .limit(rowBatchSize)
  })
  // Omits `fromUserId`, because votes are secret from their receiver.
  for await (const { kind, ref, createdAt, revokedAt } of rows)
    yield { kind, ref, createdAt, revokedAt }
}

// Omits the moderator who imposed the sanction, as the public log does.
const sanctionsOf = ({ db }: Context, userId: number) =>
  db
    .select({
      kind: sanctions.kind,
      reason: sanctions.reason,
      createdAt: sanctions.createdAt,
      until: sanctions.until,
      liftedAt: sanctions.liftedAt
    })
    .from(sanctions)
    .where(eq(sanctions.userId, userId))

/**
 * Streams the JSON text of a value. An async iterable becomes an array that is written row by row,
 * so that the whole is never in memory.
 */
export async function* jsonOf(value: unknown): AsyncGenerator<string, void, undefined> {
  if (isRows(value)) yield* textOfRows(value)
  else if (isRecord(value)) yield* textOfMembers(value)
  else yield JSON.stringify(value ?? null)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isRows = (value: unknown): value is AsyncIterable<unknown> =>
  isRecord(value) && Symbol.asyncIterator in value

async function* textOfRows(rows: AsyncIterable<unknown>) {
  let before = '['
  for await (const row of rows) {
    yield `${before}\n${JSON.stringify(row)}`
    before = ','
  }
  yield before === '[' ? '[]' : '\n]'
}

async function* textOfMembers(members: Record<string, unknown>) {
  let before = '{'
  for (const [name, value] of Object.entries(members)) {
    yield `${before}\n${JSON.stringify(name)}: `
    yield* jsonOf(value)
    before = ','
  }
  yield before === '{' ? '{}' : '\n}'
}
