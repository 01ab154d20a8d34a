import { and, asc, eq } from 'drizzle-orm'
import { checkFresh, type Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { findWalletStrings } from '@stoa/guards'
import { namedNetwork } from '@stoa/guards/named-networks'
import { visiblePosts } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import { recordRead } from '../conversation/read-log.ts'
import { customFactsByKey, type Definition } from '../topics/topics.ts'
import { can, findTicket, type Ticket } from '../policy.ts'
import { factKinds, isStandardFact, type FactKey } from '../topics/forms.ts'
import { formOf, mergedFacts, openFacts } from './stored-facts.ts'
import { refusedFacts } from './typed-facts.ts'
import { frozenBody } from '../escalation/copies.ts'
import { ticketCopies } from '../schema.ts'
import { parseFact } from './fact-shapes.ts'

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

/** What the posts of a ticket mention, if it is one thing. */
type Mentioned = { transaction: string | undefined; network: string | undefined }

/**
 * Returns the transaction ID and the network that the requester wrote in the posts with which the
 * ticket began. They are only offered: the requester says whether they are facts of this ticket.
 */
async function mentionedIn(ctx: Context, ticket: Ticket): Promise<Mentioned> {
  if (ticket.threadId === null) return { transaction: undefined, network: undefined }
  const text = (await ownTexts(ctx, ticket)).join('\n\n')
  const hashes = findWalletStrings(text).filter(({ kind }) => kind === 'hash')
  const [transaction, ...others] = new Set(hashes.map(({ start, end }) => text.slice(start, end)))
  return {
    transaction: others.length === 0 ? transaction : undefined,
    network: namedNetwork(text)
  }
}

async function ownTexts({ db, actor }: Context, { id, requesterId }: Ticket): Promise<string[]> {
  const rows = await db
    .select({ body: frozenBody })
    .from(ticketCopies)
    .innerJoin(posts, eq(posts.id, ticketCopies.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(eq(ticketCopies.ticketId, id), eq(posts.authorId, requesterId), visiblePosts(actor)))
    .orderBy(asc(posts.number))
  return rows.map(({ body }) => body)
}

/** What is offered for a fact; null if nothing is, or its form does not take it. */
function offeredFor(
  mentioned: Mentioned,
  key: FactKey,
  definition: Definition | undefined
): string | null {
  const subject = subjectOf(key, definition)
  const offered = subject && mentioned[subject]
  return offered && parseFact(key, definition, offered).success ? offered : null
}

function subjectOf(key: FactKey, definition: Definition | undefined): keyof Mentioned | undefined {
  if (key === 'transaction_id' || definition?.kind === 'transaction') return 'transaction'
  return key === 'network' ? key : undefined
}
