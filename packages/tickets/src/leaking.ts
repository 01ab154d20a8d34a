import { and, eq, inArray } from 'drizzle-orm'
import { invalid, type Context } from '@stoa/core'
import { uploadIdsIn } from '@stoa/uploads'
import { uploads } from '@stoa/uploads/schema'
import { openFacts } from './facts/facts.ts'
import type { Ticket } from './finding.ts'
import { ticketMessages } from './schema.ts'

const shortestSecret = 6

/** What stands in a text, however it is spaced, cased or broken up. */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/**
 * Refuses a public text that holds a fact of the ticket (of six characters or more), its number or a
 * file of it.
 * @throws Problem 422 on `publishToThread`
 */
export async function checkLeaksNothing(ctx: Context, ticket: Ticket, text: string): Promise<void> {
  const facts = [...(await openFacts(ctx, ticket.id)).values(), ticket.number].map(bare)
  const said = bare(text)
  if (facts.some((fact) => fact.length >= shortestSecret && said.includes(fact)))
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
