import { and, eq, inArray } from 'drizzle-orm'
import { invalid, type Context } from '@stoa/core'
import { uploadIdsIn } from '@stoa/uploads'
import { uploads } from '@stoa/uploads/tables'
import { customFactsByKey } from '../topics/topics.ts'
import { isTime } from '../topics/forms.ts'
import { mergedFacts, openFacts } from './stored-facts.ts'
import type { Ticket } from '../policy.ts'
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
const formsOf = (text: string) => [bare(text), plain(text)]

const gaveAway = (text: readonly string[], secret: readonly string[]) =>
  secret.some((sought, at) => sought.length >= shortestSecret && text[at]?.includes(sought))

const [quarter, hour] = [15 * 60_000, 3_600_000]

/** A minute as clocks show it anywhere, from twelve hours behind UTC to fourteen ahead. */
function minuteAnywhere(minute: string): string[] {
  const first = Date.parse(minute) - 12 * hour
  if (Number.isNaN(first)) return [minute]
  const zones = Array.from({ length: (26 * hour) / quarter + 1 }, (_, at) => first + at * quarter)
  return zones.map((time) => new Date(time).toISOString().slice(0, 16))
}

const words = { fact: 'field_tickets_leaks_fact', file: 'field_tickets_leaks_file' }

type Checked = Pick<Ticket, 'id' | 'number'>

type Leak = 'fact' | 'file'

/**
 * Finds a fact of the ticket (six characters or more), its number or one of its files in each of
 * these texts for the public; null for those without. What is secret is read once for all.
 */
export async function findLeaks(
  ctx: Context,
  ticket: Checked,
  texts: readonly string[]
): Promise<(Leak | null)[]> {
  const secrets = (await secretsOf(ctx, ticket)).map(formsOf)
  const files = await filesOf(ctx, ticket, texts.flatMap(uploadIdsIn))
  return texts.map((text) => {
    const forms = formsOf(text)
    if (secrets.some((secret) => gaveAway(forms, secret))) return 'fact'
    return uploadIdsIn(text).some((id) => files.has(id)) ? 'file' : null
  })
}

async function secretsOf(ctx: Context, ticket: Checked): Promise<string[]> {
  const customs = await customFactsByKey(ctx)
  const facts = [...(await openFacts(ctx, ticket.id)), ...(await mergedFacts(ctx, ticket))]
  // What was chosen from a list is no secret, and its words are those of ordinary answers.
  const own = facts.filter(([key]) => customs.get(key)?.kind !== 'choice')
  const said = own.flatMap(([key, text]) => (isTime(key) ? minuteAnywhere(text) : [text]))
  return [...said, ticket.number]
}

/**
 * Refuses a public text as `findLeaks`.
 * @throws Problem 422 on `publishToThread`
 */
export async function checkLeaksNothing(ctx: Context, ticket: Checked, text: string) {
  const [leak] = await findLeaks(ctx, ticket, [text])
  if (leak) throw invalid('publishToThread', words[leak])
}

/** Which of these files are shown in the ticket. */
async function filesOf({ db }: Context, { id }: Checked, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
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
  return new Set(rows.map((row) => row.id))
}
