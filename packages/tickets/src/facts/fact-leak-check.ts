import { and, eq, inArray } from 'drizzle-orm'
import { invalid, type Context } from '@stoa/core'
import { uploadIdsIn } from '@stoa/uploads'
import { uploads } from '@stoa/uploads/tables'
import { customFactsByKey } from '../custom-facts/custom-facts.ts'
import { mergedFacts, openFacts } from './stored-facts.ts'
import type { Ticket } from '../finding.ts'
import { ticketMessages } from '../schema.ts'

const shortestSecret = 6

/** Normalises a text: lower case, single spaces. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()

/**
 * Keeps only letters and digits. The T between date and time is dropped, so that a time matches
 * with or without it.
 */
const bare = (text: string) =>
  plain(text)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(?<=\d)t(?=\d)/g, '')

/**
 * Both forms are compared: a secret with few letters or digits is recognised by its other
 * characters.
 */
const gaveAway = (text: string, secret: string) =>
  [bare, plain].some((form) => {
    const sought = form(secret)
    return sought.length >= shortestSecret && form(text).includes(sought)
  })

/**
 * Refuses a public text that contains a fact of the ticket (six characters or more), its number or
 * one of its files.
 * @throws Problem 422 on `publishToThread`
 */
export async function checkLeaksNothing(ctx: Context, ticket: Ticket, text: string): Promise<void> {
  const customs = await customFactsByKey(ctx)
  const facts = [...(await openFacts(ctx, ticket.id)), ...(await mergedFacts(ctx, ticket))]
  // What was chosen from a list is no secret, and its words are those of ordinary answers.
  const own = facts.filter(([key]) => customs.get(key)?.kind !== 'choice')
  const secrets = [...own.map(([, text]) => text), ticket.number]
  if (secrets.some((secret) => gaveAway(text, secret)))
    throw invalid('publishToThread', 'field_tickets_leaks_fact')
  if (await showsFileOf(ctx, ticket, text))
    throw invalid('publishToThread', 'field_tickets_leaks_file')
}

async function showsFileOf({ db }: Context, { id }: Ticket, text: string): Promise<boolean> {
  const ids = uploadIdsIn(text)
  if (ids.length === 0) return false
  const ofTicket = db
    .select({ id: ticketMessages.id })
    .from(ticketMessages)
    .where(eq(ticketMessages.ticketId, id))
  const rows = await db
    .select({ id: uploads.id })
    .from(uploads)
    .where(
      and(
        inArray(uploads.id, ids),
        eq(uploads.parentKind, 'ticket_message'),
        inArray(uploads.parentId, ofTicket)
      )
    )
  return rows.length > 0
}
