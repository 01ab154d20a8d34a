import { and, asc, eq, gt, inArray, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import { after, transaction, type Context } from '@stoa/core'
import { attemptEach } from '@stoa/core/server'
import { threads } from '@stoa/threads/tables'
import { lockTicket, lockTickets, type Ticket } from '../policy.ts'
import { ticketMessages, tickets } from '../schema.ts'
import { act } from './act.ts'
import { isAutomated, onlySetsPriority, type RuleTrigger } from './actions.ts'
import { dueBySilence, noticesOf, silenceOf, silentSince } from './silence.ts'
import { matcherOf, type Candidate } from './rule-conditions.ts'
import { rulesOn, type Rule } from './stored-rules.ts'

type OnTicket = { payload: { ticketId: number; messageId?: number } }
type Matched = { rule: Rule; matches(one: Candidate): boolean }
type Read = Candidate & { id: number }

/**
 * Effect of an event: lets the rules of a trigger act on its tickets. What a rule does is no occasion
 * for another rule, so rules cannot set each other off without end.
 */
export const runRules =
  (trigger: Exclude<RuleTrigger, 'thread' | 'silent'>) =>
  async (ctx: Context, events: readonly OnTicket[]): Promise<void> => {
    const rules = compiled(ctx, (await rulesOn(ctx, trigger)).filter(isLater))
    if (rules.length === 0) return
    const told = trigger === 'answered' ? await byPeople(ctx, events) : events
    const read = await readTickets(ctx, told)
    const matched = [...read.values()].filter((one) => rules.some(({ matches }) => matches(one)))
    await transaction(ctx, async (ctx) => {
      const ids = matched.map(({ id }) => id)
      for (const ticket of await lockTickets(ctx, inArray(tickets.id, ids)))
        for (const { payload } of told.filter((one) => one.payload.ticketId === ticket.id))
          await actOn(ctx, rules, read.get(ticket.id), occasionOf(trigger, payload, ticket))
    })
  }

/** Whether it is not part of opening a ticket, see `priorityFor`. */
const isLater = (rule: Rule) => !onlySetsPriority(rule)

const compiled = ({ now }: Context, rules: readonly Rule[]): Matched[] =>
  rules.map((rule) => ({ rule, matches: matcherOf(rule.conditions, now) }))

/** Answers that a rule sent are no occasion. */
async function byPeople({ db }: Context, events: readonly OnTicket[]) {
  const ids = events.flatMap(({ payload }) => payload.messageId ?? [])
  const rows = await db
    .select({ id: ticketMessages.id })
    .from(ticketMessages)
    .where(and(inArray(ticketMessages.id, ids), isNotNull(ticketMessages.authorId)))
  const known = new Set(rows.map(({ id }) => id))
  return events.filter(({ payload }) => known.has(payload.messageId ?? 0))
}

/** Whether the message is the automatic answer of a rule. */
export const isAutoAnswer = async ({ db }: Context, messageId: number): Promise<boolean> =>
  (await db.$count(
    ticketMessages,
    and(eq(ticketMessages.id, messageId), eq(ticketMessages.automatic, 'answer'))
  )) > 0

/** What makes an occasion: a deadline counts once, even if a rule moves it. */
function occasionOf(
  trigger: RuleTrigger,
  { messageId }: OnTicket['payload'],
  { firstAnsweredAt, dueAt, pausedAt }: Ticket
): Occasion {
  if (trigger === 'answered') return { key: `answered:${messageId}` }
  if (trigger === 'opened') return { key: 'opened' }
  const what = firstAnsweredAt === null ? 'answer' : 'resolution'
  return { key: `overdue:${what}`, isOver: (now) => pausedAt !== null || dueAt > now }
}

type Occasion = { key: string; isOver?: (now: string) => boolean }

/** Each rule decides by what the rules before it have changed. */
async function actOn(ctx: Context, rules: Matched[], read: Read | undefined, at: Occasion) {
  if (!read || at.isOver?.(ctx.now)) return
  let ticket = await lockTicket(ctx, read.id)
  for (const { rule, matches } of rules) {
    if (!isAutomated(ticket)) return
    if (!matches({ ...read, topic: ticket.topic })) continue
    if (await act(ctx, rule, ticket, at.key)) ticket = await lockTicket(ctx, ticket.id)
  }
}

/** Reads what conditions ask of tickets, by their ids. */
async function readTickets(ctx: Context, events: readonly OnTicket[]) {
  const ids = [...new Set(events.map(({ payload }) => payload.ticketId))]
  const rows = await selected(ctx, inArray(tickets.id, ids))
  return new Map(rows.map((row) => [row.id, row]))
}

const selected = ({ db }: Context, where: SQL | undefined) =>
  db
    .select({
      id: tickets.id,
      topic: tickets.topic,
      language: tickets.language,
      createdAt: tickets.createdAt,
      text: sql<string>`concat_ws(E'\n', coalesce(${tickets.subject}, ${threads.title}),
        (select body from ${ticketMessages} where ticket_id = ${tickets.id} order by id limit 1))`
    })
    .from(tickets)
    .leftJoin(threads, eq(threads.id, tickets.threadId))
    .where(where)
    .orderBy(asc(tickets.id))

const batchSize = 200

/**
 * Timed task: lets rules act on tickets whose requesters are silent. Each ticket has a transaction of
 * its own; if one fails, the others are still acted on.
 * @throws AggregateError after all others
 */
export async function runSilenceRules(ctx: Context): Promise<void> {
  const rules = compiled(ctx, await rulesOn(ctx, 'silent'))
  await attemptEach(rules, async (one) => {
    for (let last = 0; ;) {
      const rows = await selected(
        ctx,
        and(gt(tickets.id, last), inArray(tickets.id, dueBySilence(ctx, one.rule, last, batchSize)))
      )
      const matching = rows.filter(one.matches)
      await attemptEach(matching, (row) => transaction(ctx, (ctx) => actBySilence(ctx, one, row)))
      last = rows.at(-1)?.id ?? 0
      if (rows.length < batchSize) return
    }
  })
}

async function actBySilence(ctx: Context, { rule, matches }: Matched, read: Read): Promise<void> {
  const ticket = await lockTicket(ctx, read.id)
  const since = silentSince(ticket)
  if (since === undefined || (await isBeingAnswered(ctx, ticket))) return
  const isDue = await isSilentLongEnough(ctx, rule, ticket, since)
  if (!isDue || !isAutomated(ticket) || !matches({ ...read, topic: ticket.topic })) return
  await act(ctx, rule, ticket, silenceOf(rule, since))
}

/** Whether an agent has sent an answer that can still be recalled. */
const isBeingAnswered = async ({ db }: Context, { id }: Ticket): Promise<boolean> =>
  (await db.$count(
    ticketMessages,
    and(eq(ticketMessages.ticketId, id), isNull(ticketMessages.notifiedAt))
  )) > 0

/** Before a ticket is closed, each notice begins the time anew. */
async function isSilentLongEnough(ctx: Context, rule: Rule, ticket: Ticket, since: string) {
  const [notice] = await noticesOf(ctx, rule, ticket)
  return after(notice ?? since, hour * (rule.conditions.silentHours ?? 0)) <= ctx.now
}

const hour = 3600_000
