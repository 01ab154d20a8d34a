import { eq } from 'drizzle-orm'
import { seal, unseal } from '@stoa/accounts/secrets'
import type { Context } from '@stoa/core'
import type { Ticket } from '../policy.ts'
import { ticketFacts, tickets } from '../schema.ts'
import {
  isStandardFact,
  isTime,
  standardFactKeys,
  type FactKey,
  type Form
} from '../topics/forms.ts'
import { minuteOfFact } from './fact-shapes.ts'
import { lookupOf } from './lookup.ts'
import { knownTopic } from '../topics/topics.ts'

export const purpose = 'ticket facts'

/** The owner for which a fact is encrypted. */
export const ownerOf = (ticketId: number, key: string) => `ticket:${ticketId}:${key}`

/** Columns of a fact: encrypted for its ticket and key, and hashed if it can be looked up. */
export const sealFact = async (ctx: Context, ticketId: number, key: FactKey, text: string) => ({
  sealed: seal(ctx.ports, purpose, ownerOf(ticketId, key), text),
  lookup: await lookupOf(ctx, key, text),
  updatedAt: ctx.now
})

type Sealed = Pick<typeof ticketFacts.$inferSelect, 'ticketId' | 'key' | 'sealed'>

/** Up to 0.1, times were stored as typed, without a zone. */
function openFact(ports: Context['ports'], { ticketId, key, sealed }: Sealed): string {
  const text = unseal(ports, purpose, ownerOf(ticketId, key), sealed)
  return isTime(key) ? (minuteOfFact(text) ?? text) : text
}

/** Returns the decrypted facts of a ticket. The caller has checked permission. */
export async function openFacts({ db, ports }: Pick<Context, 'db' | 'ports'>, ticketId: number) {
  const rows = await db.select().from(ticketFacts).where(eq(ticketFacts.ticketId, ticketId))
  return new Map(
    rows.map(({ key, sealed }): [FactKey, string] => [
      key,
      openFact(ports, { ticketId, key, sealed })
    ])
  )
}

/** Returns the decrypted facts left on tickets merged into this one, oldest ticket first. */
export async function mergedFacts({ db, ports }: Context, { id }: Pick<Ticket, 'id'>) {
  const { ticketId, key, sealed } = ticketFacts
  const rows = await db
    .select({ ticketId, key, sealed })
    .from(ticketFacts)
    .innerJoin(tickets, eq(tickets.id, ticketId))
    .where(eq(tickets.mergedIntoId, id))
    .orderBy(ticketId)
  return rows.map((row): [FactKey, string] => [row.key, openFact(ports, row)])
}

/** Facts of the topic's form, followed by facts saved under another topic or an earlier form. */
export async function formOf(
  ctx: Context,
  { topic }: Pick<Ticket, 'topic'>,
  known: ReadonlyMap<FactKey, string>
): Promise<Form> {
  const { form } = await knownTopic(ctx, topic)
  const isBeyond = (key: FactKey) => known.has(key) && !form.some((asked) => asked.key === key)
  const customs = [...known.keys()].filter((key) => !isStandardFact(key)).toSorted()
  const beyond = [...standardFactKeys, ...customs].filter(isBeyond)
  return [...form, ...beyond.map((key) => ({ key, required: false }))]
}
