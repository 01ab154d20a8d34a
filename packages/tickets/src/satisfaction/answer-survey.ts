import { and, eq, sql } from 'drizzle-orm'
import {
  after,
  conflict,
  emit,
  guest,
  Problem,
  transaction,
  type Actor,
  type Context
} from '@stoa/core'
import { findAsDesk, findOwn, lockTicket } from '../policy.ts'
import { satisfactionSurveys, tickets } from '../schema.ts'
import type { SurveyAnswer } from './contract.ts'
import { countedFor } from './periods.ts'
import { isSurveyOpen, latestSurvey, surveyOfToken, type Survey } from './survey.ts'

/**
 * Answers the survey of an own ticket. The last answer counts.
 * @throws Problem 404; 409 `survey_ended`; 422 for a comment that is refused
 */
export async function answerSurvey(ctx: Context, number: string, answer: SurveyAnswer) {
  const { id } = await findOwn(ctx, number)
  await review(ctx, answer)
  await answerLatest(ctx, id, answer, () => conflict('survey_ended'))
}

/**
 * Answers the survey of a mailed link. It signs nobody in, and tells nothing of the ticket.
 * @throws Problem 410 `link_expired`, also for an unknown token; 422 for a comment that is refused
 */
export async function answerMailedSurvey(given: Context, token: string, answer: SurveyAnswer) {
  await review(given, answer)
  const survey = await surveyOfToken(given, token)
  if (!survey) throw linkExpired()
  const [requester] = await given.db
    .select({ id: tickets.requesterId })
    .from(tickets)
    .where(eq(tickets.id, survey.ticketId))
  const actor: Actor = { ...guest, id: requester?.id ?? 0 }
  await answerLatest({ ...given, actor }, survey.ticketId, answer, linkExpired, survey.id)
}

const linkExpired = () => new Problem(410, 'link_expired')

const review = (ctx: Context, { comment }: SurveyAnswer) =>
  ctx.ports.safety.review(ctx, { path: 'comment', text: comment })

/** Of two answers at once, the second waits for the first, and counts. */
const answerLatest = (
  ctx: Context,
  ticketId: number,
  { solved, comment }: SurveyAnswer,
  ended: () => Problem,
  surveyId?: number
) =>
  transaction(ctx, async (ctx) => {
    await lockTicket(ctx, ticketId)
    const survey = await latestSurvey(ctx, ticketId)
    if (!survey || !isSurveyOpen(survey, ctx.now) || (surveyId && survey.id !== surveyId))
      throw ended()
    await ctx.db
      .update(satisfactionSurveys)
      .set({
        ...{ solved, comment: comment || null, answeredAt: ctx.now },
        ...(isCounted(survey, ctx.now) && { counted: solved })
      })
      .where(eq(satisfactionSurveys.id, survey.id))
    if (comment) await keepAnew(ctx, ticketId)
    await followUp(ctx, ticketId, survey.solved, solved)
  })

const isCounted = ({ createdAt }: Survey, now: string) => after(createdAt, countedFor) > now

/** What is written after the details were removed has a retention period of its own. */
const keepAnew = ({ db, now }: Context, id: number) =>
  db
    .update(tickets)
    .set({ retainedFrom: sql`coalesce(${tickets.retainedFrom}, ${now})` })
    .where(and(eq(tickets.id, id), eq(tickets.state, 'closed')))

/** "No" gives the desk a task, which a later "yes" takes back. */
async function followUp(ctx: Context, ticketId: number, before: boolean | null, solved: boolean) {
  if (before === solved) return
  await ctx.db
    .update(tickets)
    .set({ followUpSince: solved ? null : ctx.now })
    .where(eq(tickets.id, ticketId))
  if (!solved) await emit(ctx, 'ticket.unsolved', { ticketId })
}

/**
 * Marks the task as done that a requester's "no" made.
 * @throws Problem 404
 */
export async function endFollowUp(ctx: Context, number: string): Promise<void> {
  const { id } = await findAsDesk(ctx, number)
  await ctx.db.update(tickets).set({ followUpSince: null }).where(eq(tickets.id, id))
}
