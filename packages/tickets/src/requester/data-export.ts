import { and, asc, eq, gt, isNotNull, lte } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { everyRow, rowBatchSize } from '@stoa/core/data'
import { openFacts } from '../facts/stored-facts.ts'
import { satisfactionSurveys, ticketMessages, tickets } from '../schema.ts'

type Parts = Pick<Context, 'db' | 'now' | 'ports'>

/** A user's tickets, messages and facts, for their data export. Rows are read while iterating. */
export const ownTicketData = (ctx: Parts, userId: number) => ({
  tickets: ticketsOf(ctx, userId),
  messages: messagesOf(ctx, userId),
  facts: factsBy(ctx, userId),
  surveys: surveysOf(ctx, userId)
})

const ticketColumns = {
  id: tickets.id,
  number: tickets.number,
  threadId: tickets.threadId,
  topic: tickets.topic,
  subject: tickets.subject,
  state: tickets.state,
  outcome: tickets.outcome,
  /** Linked incident or maintenance. */
  announcementId: tickets.announcementId,
  createdAt: tickets.createdAt,
  resolvedAt: tickets.resolvedAt,
  closedAt: tickets.closedAt,
  /** Time at which its facts and files were removed. */
  detailsRemovedAt: tickets.detailsRemovedAt
}

const ticketsOf = ({ db }: Parts, userId: number) =>
  everyRow<{ id: number; number: string }>((last) =>
    db
      .select(ticketColumns)
      .from(tickets)
      .where(and(eq(tickets.requesterId, userId), last && gt(tickets.id, last.id)))
      .orderBy(asc(tickets.id))
      .limit(rowBatchSize)
  )

const messageColumns = {
  id: ticketMessages.id,
  number: tickets.number,
  side: ticketMessages.side,
  body: ticketMessages.body,
  createdAt: ticketMessages.createdAt
}

const messagesOf = ({ db, now }: Parts, userId: number) =>
  everyRow<{ id: number }>((last) =>
    db
      .select(messageColumns)
      .from(ticketMessages)
      .innerJoin(tickets, eq(tickets.id, ticketMessages.ticketId))
      .where(
        and(
          eq(tickets.requesterId, userId),
          eq(ticketMessages.audience, 'requester'),
          lte(ticketMessages.sentAt, now),
          last && gt(ticketMessages.id, last.id)
        )
      )
      .orderBy(asc(ticketMessages.id))
      .limit(rowBatchSize)
  )

const surveyColumns = {
  id: satisfactionSurveys.id,
  number: tickets.number,
  solved: satisfactionSurveys.solved,
  comment: satisfactionSurveys.comment,
  answeredAt: satisfactionSurveys.answeredAt
}

/** What the user answered about resolutions. */
const surveysOf = ({ db }: Parts, userId: number) =>
  everyRow<{ id: number }>((last) =>
    db
      .select(surveyColumns)
      .from(satisfactionSurveys)
      .innerJoin(tickets, eq(tickets.id, satisfactionSurveys.ticketId))
      .where(
        and(
          eq(tickets.requesterId, userId),
          isNotNull(satisfactionSurveys.answeredAt),
          last && gt(satisfactionSurveys.id, last.id)
        )
      )
      .orderBy(asc(satisfactionSurveys.id))
      .limit(rowBatchSize)
  )

/** Decrypted facts of each ticket. */
async function* factsBy(ctx: Parts, userId: number) {
  for await (const { id, number } of ticketsOf(ctx, userId))
    yield { number, facts: Object.fromEntries(await openFacts(ctx, id)) }
}
