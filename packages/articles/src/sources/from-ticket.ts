import { and, eq } from 'drizzle-orm'
import { conflict, transaction, type Context } from '@stoa/core'
import { authorize } from '../policy.ts'
import { articleSources } from '../schema.ts'
import type { SavedArticle } from '../writing/contract.ts'
import { paragraphsOf } from './passages.ts'
import { storeDraft } from './draft.ts'

/**
 * Makes a draft of a resolved ticket that the actor answers, for everybody. Paragraphs that contain
 * a fact are left out, and what is left is checked as published answers are.
 * @throws Problem 401, 403 as `rules.write`, 404, 409 as `resolvedTicket` of tickets, and
 * `article_leaks_ticket`, `article_made_already`, 422 as `createArticle`
 */
export async function makeFromTicket(ctx: Context, number: string): Promise<SavedArticle> {
  authorize.write(ctx.actor)
  return transaction(ctx, async (ctx) => {
    const { ticketId, title, language, ...words } = await ctx.ports.tickets.resolvedTicket(
      ctx,
      number
    )
    const isOfTicket = and(eq(articleSources.ticketId, ticketId))
    if ((await ctx.db.$count(articleSources, isOfTicket)) > 0)
      throw conflict('article_made_already')
    const [question, answer] = [
      { ...words.question, ticketId, text: await factsFree(ctx, ticketId, words.question.text) },
      { ...words.answer, ticketId, text: await factsFree(ctx, ticketId, words.answer.text) }
    ]
    const whole = [title, question.text, answer.text].join('\n')
    if (answer.text === '' || (await ctx.ports.tickets.leaksOf(ctx, ticketId, whole)))
      throw conflict('article_leaks_ticket')
    const readers = { readers: 'everyone' as const, readerGroups: [] }
    return storeDraft(ctx, { title, language, ...readers, question, answer })
  })
}

/** The paragraphs of a text that contain no fact, number or file of the ticket. */
async function factsFree(ctx: Context, ticketId: number, text: string): Promise<string> {
  const paragraphs = paragraphsOf(text)
  const leaks = await ctx.ports.tickets.leaksIn(ctx, ticketId, paragraphs)
  return paragraphs
    .filter((_, at) => !leaks[at])
    .join('\n')
    .trim()
}
