import { and, eq } from 'drizzle-orm'
import { checkFresh, conflict, Problem, transaction, type Context } from '@stoa/core'
import { fieldErrors } from '@stoa/core/server'
import { parseFact } from './fact-shapes.ts'
import { refusedFacts } from './refused-facts.ts'
import { findOwn, findTicket, lockTicket, type Ticket } from '../finding.ts'
import { isOnHold } from '../holds/proposing.ts'
import { recordRead } from '../conversation/read-log.ts'
import { authorize, can } from '../policy.ts'
import { ticketFacts, tickets } from '../schema.ts'
import { factKeys, factKinds, type FactKey } from '../topics/forms.ts'
import { knownTopic } from '../topics/topics.ts'
import { sealFact, openFacts, mergedFacts } from './stored-facts.ts'

/**
 * Saves facts of the actor's own ticket, encrypted. An empty value deletes a fact.
 * @param facts by key; a key that is neither in the topic's form nor saved already is refused
 * @throws Problem 404; 403 `factor_lost`; 409 `ticket_closed`, and under a hold `ticket_details_kept`; 422 on
 * `facts.<key>` for a value that is invalid or
 * refused
 */
export async function saveFacts(
  ctx: Context,
  number: string,
  facts: Partial<Record<FactKey, string>>
): Promise<void> {
  const ticket = await findOwn(ctx, number)
  authorize.giveFacts(ctx.actor)
  if (ticket.state === 'closed') throw conflict('ticket_closed')
  const checked = await checkFacts(ctx, ticket, facts)
  await transaction(ctx, async (ctx) => {
    // The ticket may have been merged meanwhile; the desk would not find facts saved here.
    const locked = await lockTicket(ctx, ticket.id)
    if (locked.state === 'closed') throw conflict('ticket_closed')
    if (isOnHold(locked, ctx.now)) await checkNothingLost(ctx, ticket.id, checked)
    for (const [key, text] of checked) await saveFact(ctx, ticket.id, key, text)
    if (ticket.confirmedAt === null)
      await ctx.db.update(tickets).set({ confirmedAt: ctx.now }).where(eq(tickets.id, ticket.id))
  })
}

type Checked = [FactKey, string][]

async function checkFacts(
  ctx: Context,
  ticket: Ticket,
  facts: Partial<Record<FactKey, string>>
): Promise<Checked> {
  const form = await formOf(ctx, ticket, await openFacts(ctx, ticket.id))
  const asked = new Set<string>(form.map(({ key }) => key))
  const given = Object.entries(facts) as Checked
  const results = given.map(([key, text]) => ({ key, text, parsed: parseFact(key, text) }))
  const errors = results.flatMap(({ key, text, parsed }) => {
    const path = `facts.${key}`
    if (!asked.has(key)) return [{ path, message: 'field_invalid' }]
    if (parsed.success) return []
    return fieldErrors(parsed.error, text).map((error) => ({ ...error, path }))
  })
  if (errors.length > 0) throw new Problem(422, 'invalid_input', {}, errors)
  const checked = results.map(({ key, parsed }): Checked[number] => [key, parsed.data ?? ''])
  for (const [key, text] of checked)
    if (text) await ctx.ports.safety.review(ctx, { path: `facts.${key}`, text })
  return checked
}

/** @throws Problem 409 `ticket_details_kept` if a value would be changed or deleted */
async function checkNothingLost(ctx: Context, ticketId: number, facts: Checked) {
  const known = await openFacts(ctx, ticketId)
  if (facts.some(([key, text]) => known.has(key) && known.get(key) !== text))
    throw conflict('ticket_details_kept')
}

async function saveFact(ctx: Context, ticketId: number, key: FactKey, text: string) {
  const { db, now, ports } = ctx
  const isThis = and(eq(ticketFacts.ticketId, ticketId), eq(ticketFacts.key, key))
  if (text === '') return void (await db.delete(ticketFacts).where(isThis))
  const values = { sealed: sealFact({ ports }, ticketId, key, text), updatedAt: now }
  await db
    .insert(ticketFacts)
    .values({ ticketId, key, ...values })
    .onConflictDoUpdate({ target: [ticketFacts.ticketId, ticketFacts.key], set: values })
}

/**
 * Returns the facts of a ticket in the order of its form, including those without a value. An agent
 * needs a fresh sign-in, and their access is recorded. None are returned to a requester whose second
 * factor is reported as lost.
 * @param typed refused values, as sealed by `sealRefused`
 * @throws Problem 404, 403 `fresh_authentication_required`
 */
export async function showFacts(ctx: Context, number: string, typed = '') {
  const ticket = await findTicket(ctx, number)
  if (ticket.view === 'requester' && !can.giveFacts(ctx.actor)) return lockedFacts
  if (ticket.view === 'desk') {
    checkFresh(ctx)
    await recordRead(ctx, ticket, 'facts')
  }
  const [known, merged] = await Promise.all([openFacts(ctx, ticket.id), mergedFacts(ctx, ticket)])
  const form = await formOf(ctx, ticket, new Map([...merged, ...known]))
  const items = form.map(({ key, required }) => ({
    ...{ key, kind: factKinds[key], required, value: known.get(key) ?? null },
    merged: [...new Set(merged.flatMap(([of, text]) => (of === key ? text : [])))]
  }))
  return {
    items,
    missing: items.filter(({ required, value }) => required && !value).length,
    refused: ticket.view === 'requester' ? refusedFacts(ctx, ticket.id, typed) : []
  }
}

/** Shown to a requester who may be a thief. */
const lockedFacts = { items: [], missing: 0, refused: [] }

/** Facts of the topic's form, followed by facts saved under another topic or an earlier form. */
async function formOf(ctx: Context, { topic }: Ticket, known: ReadonlyMap<FactKey, string>) {
  const { form } = await knownTopic(ctx, topic)
  const isBeyond = (key: FactKey) => known.has(key) && !form.some((asked) => asked.key === key)
  return [...form, ...factKeys.filter(isBeyond).map((key) => ({ key, required: false }))]
}
