import { randomBytes } from 'node:crypto'
import { and, desc, eq, gt, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { everyKeyed, sha256 } from '@stoa/accounts/secrets'
import { after, type Context, type Ports } from '@stoa/core'
import type { FoundTicket, Ticket } from '../policy.ts'
import { satisfactionSurveys } from '../schema.ts'
import { isOpen } from '../lifecycle/states.ts'
import type { ticketSurvey, unsolvedTicket } from './contract.ts'

/** Milliseconds in which a survey can be answered. */
const openFor = 30 * 24 * 3600_000

export type Survey = typeof satisfactionSurveys.$inferSelect
type Keys = Pick<Ports, 'keyFor' | 'previousKeyFor'>

const tokensOf = (ports: Keys, seed: string) =>
  everyKeyed(ports, 'satisfaction', seed).map((token) => token.toString('base64url'))

/** Opens the survey of a resolution by the actor, and ends those of earlier resolutions. */
export async function openSurvey(ctx: Context, ticket: Ticket): Promise<void> {
  await endSurveys(ctx, ticket.id)
  const seed = randomBytes(16).toString('base64url')
  const { topic, language } = ticket
  await ctx.db.insert(satisfactionSurveys).values({
    ...{ ticketId: ticket.id, agentId: ctx.actor.id, topic, language, createdAt: ctx.now, seed },
    ...{ hash: sha256(tokensOf(ctx.ports, seed)[0] ?? ''), expiresAt: after(ctx.now, openFor) }
  })
}

/** Ends the surveys of a ticket that was reopened or erased. Their answers count all the same. */
export async function endSurveys({ db, now }: Context, ticketId: number): Promise<void> {
  const { expiresAt } = satisfactionSurveys
  await db
    .update(satisfactionSurveys)
    .set({ expiresAt: now })
    .where(and(eq(satisfactionSurveys.ticketId, ticketId), gt(expiresAt, now)))
}

/** Returns the survey of the latest resolution. */
export async function latestSurvey({ db }: Context, ticketId: number): Promise<Survey | undefined> {
  const [survey] = await db
    .select()
    .from(satisfactionSurveys)
    .where(eq(satisfactionSurveys.ticketId, ticketId))
    .orderBy(desc(satisfactionSurveys.id))
    .limit(1)
  return survey
}

export const isSurveyOpen = ({ expiresAt }: Survey, now: string) => expiresAt > now

/** Returns the open survey of a mailed token. */
export async function surveyOfToken({ db, now }: Context, token: string) {
  const { hash, expiresAt } = satisfactionSurveys
  const [survey] = await db
    .select()
    .from(satisfactionSurveys)
    .where(and(eq(hash, sha256(token)), gt(expiresAt, now)))
  return survey
}

/** Returns the token of a ticket's open survey for the mail to its requester. */
export async function surveyToken(ctx: Context, ticketId: number): Promise<string | undefined> {
  const survey = await latestSurvey(ctx, ticketId)
  if (!survey || !isSurveyOpen(survey, ctx.now)) return undefined
  // The key may have changed since the resolution.
  return tokensOf(ctx.ports, survey.seed).find((token) => sha256(token) === survey.hash)
}

/** Erases what requesters wrote about resolutions. Yes and no stay for statistics. */
export async function eraseComments({ db }: Context, ticketIds: readonly number[]): Promise<void> {
  if (ticketIds.length === 0) return
  await db
    .update(satisfactionSurveys)
    .set({ comment: null })
    .where(inArray(satisfactionSurveys.ticketId, [...ticketIds]))
}

type Shown = {
  survey: z.infer<typeof ticketSurvey> | null
  unsolved: z.infer<typeof unsolvedTicket> | null
}

/**
 * The requester sees the own answer. The desk sees it only if it asks for work: of a few answers,
 * each would tell how satisfied requesters are with one agent.
 */
export async function surveyOf(ctx: Context, ticket: FoundTicket): Promise<Shown> {
  const survey = isOpen(ticket.state) ? undefined : await latestSurvey(ctx, ticket.id)
  if (!survey) return { survey: null, unsolved: null }
  const { solved } = survey
  const comment = survey.comment ?? ''
  if (ticket.view === 'requester')
    return { survey: { isOpen: isSurveyOpen(survey, ctx.now), solved, comment }, unsolved: null }
  const isDue = ticket.followUpSince !== null
  return { survey: null, unsolved: solved === false ? { comment, isDue } : null }
}
