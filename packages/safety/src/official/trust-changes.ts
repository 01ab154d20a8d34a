import { and, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { emit, invalid, notFound, transaction, type Context } from '@stoa/core'
import {
  namedBy,
  requestApproval,
  waitsFor,
  withdrawApprovals,
  type ApprovalKind
} from '@stoa/accounts/approvals'
import type { TrustedKind } from './contract.ts'
import { trustedEntries } from '../schema.ts'
import { domainToUnicode } from 'node:url'
import { hostAlone, isPublicSuffix, phoneNumberOf } from '@stoa/guards'
import { accountIn, handleOf } from './accounts.ts'

const kind = 'trust_entry'
const subject = z.object({ entryId: z.int(), change: z.enum(['add', 'remove']) })

declare module '@stoa/core' {
  interface ApprovalSubjects {
    trust_entry: z.infer<typeof subject>
  }
}

/**
 * Proposes an official contact. It takes effect when another admin confirms it, or after a day.
 * @throws Problem 422 on `value` if it is invalid or listed already; or as `ports.safety.review`
 */
export async function addTrusted(
  ctx: Context,
  { kind, value }: { kind: TrustedKind; value: string }
): Promise<{ id: number }> {
  await ctx.ports.safety.review(ctx, { path: 'value', text: value })
  const key = keyOf(kind, value)
  if (key === undefined)
    throw invalid(
      'value',
      kind === 'domain' ? 'guards_trusted_no_domain' : 'guards_trusted_invalid'
    )
  return transaction(ctx, async (ctx) => {
    const [row] = await insert(ctx, kind, key, value)
    if (!row) throw invalid('value', 'guards_trusted_known')
    await propose(ctx, row.id, 'add')
    return row
  })
}

const insert = ({ db, actor, now }: Context, kind: TrustedKind, key: string, value: string) =>
  db
    .insert(trustedEntries)
    .values({
      ...{ kind, key, value: shownValue(kind, value, key) },
      ...{ addedById: actor.id, addedAt: now }
    })
    .onConflictDoNothing()
    .returning({ id: trustedEntries.id })

/** Emits the event once, even if the change is proposed again. */
async function propose(ctx: Context, entryId: number, change: 'add' | 'remove') {
  if (await requestApproval(ctx, { kind, subject: { entryId, change } }))
    await emit(ctx, 'trust.proposed', {})
}

/**
 * Withdraws a pending contact. An official one is proposed for removal, which takes effect when
 * another admin confirms it, or after a day.
 * @throws Problem 404
 */
export async function removeTrusted(ctx: Context, id: number): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const { officialAt } = await lockEntry(ctx, id)
    if (officialAt !== null) return propose(ctx, id, 'remove')
    await withdrawApprovals(ctx, waitsFor(kind, { entryId: id }))
  })
}

async function lockEntry({ db }: Context, id: number) {
  const isThere = and(eq(trustedEntries.id, id), isNull(trustedEntries.goneAt))
  const [entry] = await db.select().from(trustedEntries).where(isThere).for('update')
  if (!entry) throw notFound()
  return entry
}

async function valuesOf({ db }: Context, ids: number[]): Promise<ReadonlyMap<number, string>> {
  const { id, value } = trustedEntries
  const rows = await db.select({ id, value }).from(trustedEntries).where(inArray(id, ids))
  return new Map(rows.map((row) => [row.id, row.value]))
}

async function setEntry(
  ctx: Context,
  id: number,
  change: Partial<Pick<typeof trustedEntries.$inferSelect, 'officialAt' | 'goneAt'>>
) {
  await ctx.db.update(trustedEntries).set(change).where(eq(trustedEntries.id, id))
  await emit(ctx, 'trust.changed', {})
}

/** Makes a contact official, or takes it off the list. */
export const trustEntry: ApprovalKind<typeof kind> = {
  ...{ subject, event: 'trust_list.' },
  apply: (ctx, { subject: { entryId, change } }) =>
    setEntry(ctx, entryId, change === 'add' ? { officialAt: ctx.now } : { goneAt: ctx.now }),
  async drop(ctx, { subject: { entryId, change } }) {
    if (change === 'add') await setEntry(ctx, entryId, { goneAt: ctx.now })
  },
  namesOf: namedBy(({ entryId }) => entryId, valuesOf)
}

const email = /^[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}$/

/** The normalized form for comparison; undefined if the value is invalid for its kind. */
function keyOf(kind: TrustedKind, value: string): string | undefined {
  const plain = value.trim().normalize('NFKC')
  if (kind === 'domain') return ownDomain(plain)
  if (kind === 'phone') return phoneNumberOf(plain)
  if (kind === 'email') return email.test(plain.toLowerCase()) ? plain.toLowerCase() : undefined
  return kind === 'name' ? plain.toLowerCase() : accountKey(plain)
}

/** Public suffixes are refused, as they would make everybody's domains official. */
function ownDomain(text: string): string | undefined {
  const host = hostAlone(text)
  return host && !isPublicSuffix(host) ? host : undefined
}

/** One handle may be official in several places, so the key contains the place. */
function accountKey(text: string): string | undefined {
  if (handleOf(text) === undefined) return undefined
  const { handle, place } = accountIn(text)
  return place ? `${handle}@${place}` : handle
}

/** The form to show; an internationalized host is shown with its ASCII form. */
function shownValue(kind: TrustedKind, value: string, key: string): string {
  if (kind !== 'domain') return value.trim()
  const read = domainToUnicode(key) || key
  return read === key ? key : `${read} (${key})`
}
