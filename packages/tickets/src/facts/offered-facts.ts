import { and, asc, eq } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { findWalletStrings } from '@stoa/guards'
import { namedNetwork } from '@stoa/guards/named-networks'
import { visiblePosts } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import type { Definition } from '../custom-facts/custom-facts.ts'
import { frozenBody } from '../escalation/copies.ts'
import type { Ticket } from '../finding.ts'
import { ticketCopies } from '../schema.ts'
import type { FactKey } from '../topics/forms.ts'
import { parseFact } from './fact-shapes.ts'

/** What the posts of a ticket mention, if it is one thing. */
type Mentioned = { transaction: string | undefined; network: string | undefined }

/**
 * Returns the transaction ID and the network that the requester wrote in the posts with which the
 * ticket began. They are only offered: the requester says whether they are facts of this ticket.
 */
export async function mentionedIn(ctx: Context, ticket: Ticket): Promise<Mentioned> {
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
export function offeredFor(
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
