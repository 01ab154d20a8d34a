import { and, desc, eq, inArray } from 'drizzle-orm'
import { everyKeyed, keyed } from '@stoa/accounts/secrets'
import { invalid, transaction, type Context } from '@stoa/core'
import { recordSecurityEvent } from '@stoa/accounts'
import { threads } from '@stoa/threads/tables'
import { customFactsByKey } from '../topics/topics.ts'
import type { FactKey } from '../topics/forms.ts'
import { rowColumns, rowOf } from '../conversation/ticket-row.ts'
import { deskTickets } from '../policy.ts'
import { ticketFacts, tickets } from '../schema.ts'

const purpose = 'ticket fact lookup'

/** Shorter values could be found by trying them all. */
const minLength = 16

/** Facts that are long by nature; no others are looked up. */
const kinds = ['transaction', 'order'] as const
type Kind = (typeof kinds)[number]

/**
 * Reduces what is written in several ways to one. Hex has no case and may have a prefix; other
 * transaction IDs differ by case. Order IDs have neither case nor separators.
 */
export function normalizeLookup(kind: Kind, text: string): string {
  const plain = text.normalize('NFKC').replace(/\s+/gu, '')
  if (kind === 'order') return plain.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const [, hex] = /^(?:0x)?([0-9a-f]+)$/i.exec(plain) ?? []
  return hex?.toLowerCase() ?? plain
}

/** What is hashed; undefined if the text is too short. */
function hashedForm(kind: Kind, text: string): string | undefined {
  const normal = normalizeLookup(kind, text)
  return normal.length < minLength ? undefined : `${kind}:${normal}`
}

type Parts = Pick<Context, 'db' | 'ports' | 'now'>

async function kindOf(ctx: Parts, key: FactKey): Promise<Kind | undefined> {
  if (key === 'order_id') return 'order'
  if (key === 'transaction_id') return 'transaction'
  const definition = (await customFactsByKey(ctx)).get(key)
  return definition?.kind === 'transaction' ? 'transaction' : undefined
}

/** The hash by which a fact is looked up; null for facts that are not. */
export async function lookupOf(ctx: Parts, key: FactKey, text: string): Promise<string | null> {
  const kind = await kindOf(ctx, key)
  const form = kind && hashedForm(kind, text)
  return form ? keyed(ctx.ports, purpose, form).toString('base64url') : null
}

/** Every hash that a fact of this text can have; none if the text is too short. */
const lookupsFor = ({ ports }: Pick<Context, 'ports'>, text: string): string[] =>
  kinds
    .flatMap((kind) => hashedForm(kind, text) ?? [])
    .flatMap((form) => everyKeyed(ports, purpose, form))
    .map((hash) => hash.toString('base64url'))

const foundLimit = 10

/**
 * Finds the tickets that contain exactly this transaction or order ID, among those that the actor
 * answers; tickets of other topics change neither the answer nor the work. Each look-up is recorded
 * with its reason, for every ticket that it found.
 * @throws Problem 422 on both as `ports.safety.review`; on `value` if it is too short to be looked
 * up; on `reason` if it contains the value, which must not be in the log
 */
export async function lookUpFact(ctx: Context, { value, reason }: Asked) {
  // A secret pasted by mistake is said to be one, although nothing here is stored.
  await ctx.ports.safety.review(ctx, { path: 'value', text: value })
  const lookups = lookupsFor(ctx, value)
  if (lookups.length === 0) throw invalid('value', 'field_tickets_lookup_short')
  if (containsValue(reason, value)) throw invalid('reason', 'field_tickets_lookup_reason')
  await ctx.ports.safety.review(ctx, { path: 'reason', text: reason })
  return transaction(ctx, async (ctx) => {
    const found = await ticketsWith(ctx, lookups)
    await record(ctx, found, reason)
    return { items: found.map(({ requesterId: _, ...row }) => rowOf(row)) }
  })
}

/** However the value is written there: a transaction ID may stand without its prefix. */
function containsValue(reason: string, value: string): boolean {
  const text = normalizeLookup('order', reason)
  const forms = [value, normalizeLookup('transaction', value)]
  return forms.some((form) => text.includes(normalizeLookup('order', form)))
}

type Asked = { value: string; reason: string }

const ticketsWith = (ctx: Context, lookups: readonly string[]) =>
  ctx.db
    .selectDistinct({ ...rowColumns(ctx), requesterId: tickets.requesterId })
    .from(ticketFacts)
    .innerJoin(tickets, eq(tickets.id, ticketFacts.ticketId))
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .where(and(inArray(ticketFacts.lookup, [...lookups]), deskTickets(ctx.actor)))
    .orderBy(desc(tickets.id))
    .limit(foundLimit)

type Found = { id: number; requesterId: number }

/** A look-up that finds nothing is recorded too, without an owner. */
async function record(ctx: Context, found: readonly Found[], reason: string) {
  if (found.length === 0)
    return recordSecurityEvent(ctx, 'look.fact_lookup', { details: { reason } })
  for (const { id, requesterId } of found)
    await recordSecurityEvent(ctx, 'look.fact_lookup', {
      subjectId: requesterId,
      details: { reason, ticketId: id }
    })
}
