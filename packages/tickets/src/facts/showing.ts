import { checkFresh, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { recordRead } from '../conversation/read-log.ts'
import { customFactsByKey, type Definition } from '../custom-facts/custom-facts.ts'
import { findTicket } from '../finding.ts'
import { can } from '../policy.ts'
import { factKinds, isStandardFact, type FactKey } from '../topics/forms.ts'
import { formOf } from './form.ts'
import { mentionedIn, offeredFor } from './offered-facts.ts'
import { refusedFacts } from './refused-facts.ts'
import { mergedFacts, openFacts } from './stored-facts.ts'

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
  const customs = await customFactsByKey(ctx)
  const isAnyMissing = form.some(({ key }) => !known.has(key))
  const offers = ticket.view === 'requester' && isAnyMissing && (await mentionedIn(ctx, ticket))
  const items = form.map(({ key, required }) => ({
    ...{ key, required, value: known.get(key) ?? null, ...fieldOf(ctx, key, customs.get(key)) },
    offered: offers && !known.has(key) ? offeredFor(offers, key, customs.get(key)) : null,
    merged: [...new Set(merged.flatMap(([of, text]) => (of === key ? text : [])))]
  }))
  return {
    items,
    missing: items.filter(({ required, value }) => required && !value).length,
    refused: ticket.view === 'requester' ? await refusedFacts(ctx, ticket.id, typed) : []
  }
}

/** Shown to a requester who may be a thief. */
const lockedFacts = { items: [], missing: 0, refused: [] }

/** What a page needs to show the field of a fact. */
function fieldOf(ctx: Context, key: FactKey, definition: Definition | undefined) {
  if (isStandardFact(key)) return { kind: factKinds[key], ...plain }
  if (!definition) return { kind: 'line' as const, ...plain, label: key }
  const { kind, labels, hints, example, choices } = definition
  return {
    kind,
    label: wordsFor(ctx, labels),
    hint: wordsFor(ctx, hints) || null,
    example: example || null,
    choices: choices.map(({ value, labels }) => ({ value, label: wordsFor(ctx, labels) || value }))
  }
}

const plain = { label: null, hint: null, example: null, choices: [] }
