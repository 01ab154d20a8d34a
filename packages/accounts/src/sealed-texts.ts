import { and, eq, gt, isNotNull } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Context } from '@stoa/core'
import { everyRow, rowBatchSize } from '@stoa/core/data'
import { phraseSeal } from './mail/phrase.ts'
import { secretSeal } from './providers/discovery.ts'
import { refreshSeal } from './providers/provider-session.ts'
import {
  mailPhrases,
  providerSessions,
  secondFactors,
  securityEventAddresses,
  signInProviderRevisions,
  signInProviders
} from './schema.ts'
import { factorSeal } from './second-factor/codes.ts'
import type { SealedText } from './secrets.ts'
import { sealedUnder } from './security-log/record.ts'

/**
 * All encrypted texts of accounts: second factors, secrets of sign-in providers, also those that wait
 * for a second admin, the tokens that they gave, anti-phishing phrases, and addresses in the security
 * log.
 */
export async function* sealedTexts(ctx: Context): AsyncGenerator<SealedText> {
  const ofUser = secondFactors.userId
  yield* textsIn(ctx, secondFactors, ofUser, 'encryptedSecret', (row) => factorSeal(row.userId))
  const providers = await ctx.db.select().from(signInProviders)
  const slugs = new Map(providers.map(({ id, slug }) => [id, slug]))
  yield* textsIn(ctx, signInProviders, signInProviders.id, 'sealedSecret', secretSeal)
  const { id } = signInProviderRevisions
  yield* textsIn(ctx, signInProviderRevisions, id, 'sealedSecret', ({ providerId }) =>
    slugs.has(providerId) ? secretSeal({ slug: slugs.get(providerId)! }) : undefined
  )
  yield* textsIn(ctx, providerSessions, providerSessions.id, 'sealedRefreshToken', refreshSeal)
  yield* textsIn(ctx, mailPhrases, mailPhrases.userId, 'sealed', (row) => phraseSeal(row.userId))
  const { eventId } = securityEventAddresses
  yield* textsIn(ctx, securityEventAddresses, eventId, 'sealed', (row) =>
    sealedUnder(row.createdAt)
  )
}

type Row = Record<string, unknown>

/**
 * The texts in a column of a table.
 * @param sealOf returns purpose and owner of a row's text; undefined skips it
 */
async function* textsIn<T extends PgTable>(
  { db }: Context,
  table: T,
  key: PgColumn,
  name: keyof T['$inferSelect'] & keyof T & string,
  sealOf: (row: T['$inferSelect']) => readonly [purpose: string, owner: string] | undefined
): AsyncGenerator<SealedText> {
  const column = table[name] as PgColumn
  const rows = everyRow<Row>((last) => {
    const isNext = and(gt(key, last?.[key.name] ?? 0), isNotNull(column))
    return db.select().from<PgTable>(table).where(isNext).orderBy(key).limit(rowBatchSize)
  })
  for await (const row of rows) {
    const seal = sealOf(row)
    if (!seal) continue
    const [purpose, owner] = seal
    const sealed = String(row[name])
    const isSame = and(eq(key, row[key.name]), eq(column, sealed))
    const replace = (by: string) =>
      db
        .update<PgTable>(table)
        .set({ [name]: by })
        .where(isSame)
    yield { purpose, owner, sealed, replace }
  }
}
