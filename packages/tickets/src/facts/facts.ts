import { and, eq } from 'drizzle-orm'
import { conflict, Problem, transaction, type Context } from '@stoa/core'
import { fieldErrors } from '@stoa/core/server'
import { customFactsByKey } from '../topics/topics.ts'
import { authorize, findOwn, lockTicket, type Ticket } from '../policy.ts'
import { isOnHold } from '../holds/propose.ts'
import { setState } from '../lifecycle/transitions.ts'
import { ticketFacts, tickets } from '../schema.ts'
import type { FactKey } from '../topics/forms.ts'
import { parseFact } from './fact-shapes.ts'
import { formOf, openFacts, sealFact } from './stored-facts.ts'

/**
 * Saves facts of the actor's own ticket, encrypted. An empty value deletes a fact. A new value is a
 * reply: the ticket no longer waits for its requester.
 * @param facts by key; a key that is neither in the topic's form nor saved already is refused
 * @throws Problem 404; 403 `factor_lost`; 409 `ticket_closed`, and under a hold `ticket_details_kept`; 422 on
 * `facts.<key>` for a value that is invalid or
 * refused
 */
export async function saveFacts(
  ctx: Context,
  number: string,
  facts: Record<FactKey, string>
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
    const changed = await changedOf(ctx, ticket.id, checked)
    const isReply = locked.state === 'waiting_on_requester' && changed.some(([, text]) => text)
    for (const [key, text] of changed) await saveFact(ctx, ticket.id, key, text)
    if (isReply) await setState(ctx, locked, { state: 'open' })
    if (ticket.confirmedAt === null)
      await ctx.db.update(tickets).set({ confirmedAt: ctx.now }).where(eq(tickets.id, ticket.id))
  })
}

type Checked = [FactKey, string][]

async function checkFacts(
  ctx: Context,
  ticket: Ticket,
  facts: Record<FactKey, string>
): Promise<Checked> {
  const form = await formOf(ctx, ticket, await openFacts(ctx, ticket.id))
  const asked = new Set<string>(form.map(({ key }) => key))
  const customs = await customFactsByKey(ctx)
  const results = Object.entries(facts).map(([key, text]) => {
    return { key, text, parsed: parseFact(key, customs.get(key), text) }
  })
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

/** A form sends all its facts; those that it repeats keep the time at which they were given. */
async function changedOf(ctx: Context, ticketId: number, facts: Checked): Promise<Checked> {
  const known = await openFacts(ctx, ticketId)
  return facts.filter(([key, text]) => (known.get(key) ?? '') !== text)
}

async function saveFact(ctx: Context, ticketId: number, key: FactKey, text: string) {
  const { db } = ctx
  const isThis = and(eq(ticketFacts.ticketId, ticketId), eq(ticketFacts.key, key))
  if (text === '') return void (await db.delete(ticketFacts).where(isThis))
  const values = await sealFact(ctx, ticketId, key, text)
  await db
    .insert(ticketFacts)
    .values({ ticketId, key, ...values })
    .onConflictDoUpdate({ target: [ticketFacts.ticketId, ticketFacts.key], set: values })
}
