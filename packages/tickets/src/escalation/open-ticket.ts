import { randomInt } from 'node:crypto'
import { and, eq, gt, isNotNull, ne } from 'drizzle-orm'
import {
  after,
  emit,
  guest,
  isSignedIn,
  transaction,
  type Actor,
  type Context,
  type Locale
} from '@stoa/core'
import { consume } from '@stoa/core/limits'
import { deleteDraft } from '@stoa/threads'
import { users } from '@stoa/accounts/tables'
import { offeredLanguage } from '@stoa/core/languages'
import { m } from '@stoa/messages'
import type { TicketInput } from './contract.ts'
import { dueTimes } from '../service-levels/deadlines.ts'
import { authorize, isOpenTicket, ticketUrl, type Ticket } from '../policy.ts'
import { addTicketHistory } from '../lifecycle/history.ts'
import { prepareMessage, storeMessage, type Prepared } from '../conversation/messages.ts'
import { priorityFor } from '../rules/stored-rules.ts'
import { levelsOf } from '../service-levels/levels.ts'
import { tickets } from '../schema.ts'
import type { Priority } from '../lifecycle/states.ts'
import { checkOffered } from '../topics/topics.ts'

type NewTicket = Pick<
  typeof tickets.$inferInsert,
  'requesterId' | 'threadId' | 'topic' | 'subject' | 'language' | 'priority'
>

/** Tickets of one account; those that are refused do not count. */
const perAccount = { count: 10, seconds: 3600 }

/**
 * Opens a ticket without a public thread.
 * @throws Problem 403 `people_only`; 422 for a text that is refused, on `topic` for one that is not
 * offered; 429 beyond ten within an hour
 */
export async function openTicket(ctx: Context, input: TicketInput) {
  authorize.open(ctx.actor)
  const { topic, subject } = input
  await checkOffered(ctx, topic)
  await ctx.ports.safety.review(ctx, { path: 'subject', text: subject })
  const written = { ...input, audience: 'requester', side: 'requester' } as const
  const message = await prepareMessage(ctx, written)
  const number = await transaction(ctx, async (ctx) => {
    await consume(ctx.db, ctx.now, 'tickets_opened', `user:${ctx.actor.id}`, perAccount)
    const language = ctx.actor.locale ?? ctx.locale
    const values = { requesterId: ctx.actor.id, topic, subject, language }
    const opened = await insertTicket(ctx, values, `${subject}\n${input.body}`)
    if (!opened) throw new Error('a ticket without a thread is always a new one')
    await begin(ctx, opened.id, message)
    if (await isFirstLockedOut(ctx, opened))
      await emit(ctx, 'ticket.locked_out', { ticketId: opened.id })
    await deleteDraft(ctx, 'ticket')
    return opened.number
  })
  ctx.ports.articles.recordTicketsAfter(ctx, input.articlesRead)
  return { number, url: ticketUrl(number) }
}

/**
 * Inserts a ticket for the actor or for somebody else; returns undefined if the requester has an
 * open one on the thread.
 * @param text searched by priority rules, unless a priority is given
 */
export async function insertTicket(ctx: Context, values: NewTicket, text: string) {
  const { actor, db, now } = ctx
  const times = { createdAt: now, changedAt: now, publicSince: now }
  const confirmedAt = values.requesterId === actor.id ? now : null
  const priority = values.priority ?? (await priorityFor(ctx, { ...values, text }))
  const due = await firstDue(ctx, values.topic, priority)
  const [ticket] = await db
    .insert(tickets)
    .values({
      ...values,
      ...times,
      ...due,
      priority,
      confirmedAt,
      number: newNumber(),
      openedById: isSignedIn(actor) ? actor.id : null
    })
    .onConflictDoNothing()
    .returning()
  return ticket
}

// Without symbols that are easily confused: 0 O, 1 I L, U V.
const symbols = '23456789ABCDEFGHJKMNPQRSTWXYZ'

const group = () => Array.from({ length: 4 }, () => symbols[randomInt(symbols.length)]).join('')

/** A random number such as `7KQF-M9XW-4TDP`; its 58 bits make guessing impractical. */
const newNumber = (): string => [group(), group(), group()].join('-')

async function firstDue(ctx: Context, topic: NewTicket['topic'], priority: Priority) {
  const begun = { topic, priority, createdAt: ctx.now, firstAnsweredAt: null, pausedFor: 0 }
  const { warnAt: alertAt, ...due } = dueTimes(await levelsOf(ctx), begun)
  return { ...due, alertAt }
}

/** Stores the first message and history line of a ticket, and emits the event. */
export async function begin(ctx: Context, ticketId: number, message: Prepared): Promise<void> {
  await storeMessage(ctx, { id: ticketId }, message)
  await addTicketHistory(ctx, ticketId, 'opened')
  await emit(ctx, 'ticket.opened', { ticketId })
}

const topic = 'account_access'
/** Milliseconds in which further tickets of the same requester wake nobody. */
const quietFor = 24 * 3600_000

/**
 * Whether the ticket is about the access to an account whose owner proved no more than the e-mail
 * address, or that is frozen: somebody may be robbing it while the ticket waits. False if the
 * requester has opened such a ticket within a day and it is still open.
 */
async function isFirstLockedOut(ctx: Context, ticket: Ticket): Promise<boolean> {
  if (ticket.topic !== topic) return false
  if (isSignedIn(ctx.actor) && !(await isFrozen(ctx, ticket.requesterId))) return false
  return !(await hasRecent(ctx, ticket))
}

const isFrozen = async ({ db }: Context, userId: number): Promise<boolean> =>
  (await db.$count(users, and(eq(users.id, userId), isNotNull(users.frozenAt)))) > 0

async function hasRecent({ db, now }: Context, { id, requesterId }: Ticket): Promise<boolean> {
  const isRecent = and(ne(tickets.id, id), gt(tickets.createdAt, after(now, -quietFor)))
  return (await db.$count(tickets, and(isAboutAccess(requesterId), isRecent))) > 0
}

const isAboutAccess = (requesterId: number) =>
  and(eq(tickets.requesterId, requesterId), eq(tickets.topic, topic), isOpenTicket)

const priority = 'urgent'

/**
 * Effect of `account.reported_stolen`: opens an urgent ticket in the account's name, which can be
 * read with a code mailed to its address. Does nothing if such a ticket is open.
 */
export async function openForStolenAccount(
  given: Context,
  { userId }: { userId: number }
): Promise<void> {
  const language = await localeOf(given, userId)
  const actor: Actor = { ...guest, id: userId, scopes: ['support'] }
  const ctx = { ...given, locale: language, actor }
  if (await hasOne(ctx, userId)) return
  const subject = m.tickets_stolen_subject({}, { locale: language })
  const body = m.tickets_stolen_body({}, { locale: language })
  const message = await prepareMessage(ctx, { body, audience: 'requester', side: 'requester' })
  await transaction(ctx, async (ctx) => {
    const values = { requesterId: userId, topic, subject, language, priority } as const
    const opened = await insertTicket(ctx, values, body)
    if (opened) await begin(ctx, opened.id, message)
  })
}

async function localeOf(ctx: Context, userId: number): Promise<Locale> {
  const { db, locale } = ctx
  const [user] = await db.select({ locale: users.locale }).from(users).where(eq(users.id, userId))
  return user?.locale ? offeredLanguage(ctx, user.locale) : locale
}

async function hasOne({ db }: Context, userId: number): Promise<boolean> {
  const isUrgent = eq(tickets.priority, priority)
  return (await db.$count(tickets, and(isAboutAccess(userId), isUrgent))) > 0
}
