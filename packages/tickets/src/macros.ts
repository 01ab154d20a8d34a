import { and, asc, eq, isNull, or } from 'drizzle-orm'
import { notFound, write, type Context, type Locale } from '@stoa/core'
import type { z } from 'zod'
import type { macroInput } from './contract.ts'
import { findAsDesk } from './finding.ts'
import { numberOf } from './agents.ts'
import { macros, tickets } from './schema.ts'
import { checkOffered } from './topics/topics.ts'
import { users } from '@stoa/accounts/schema'

type Macro = typeof macros.$inferSelect
type Input = z.output<typeof macroInput>

/** Every macro with its words in each language, by name. */
export async function listMacros({ db }: Context) {
  return { items: await db.select(columns).from(macros).orderBy(asc(macros.name)) }
}

const columns = { id: macros.id, name: macros.name, topic: macros.topic, body: macros.body }

/**
 * Adds a macro. Its words may hold `{requester}`, `{number}` and `{agent}`.
 * @throws Problem 422 for words that are refused
 */
export async function addMacro(ctx: Context, input: Input) {
  if (input.topic) await checkOffered(ctx, input.topic)
  await reviewWords(ctx, input)
  return write(ctx, async ({ db, now, actor }) => {
    const values = { ...input, topic: input.topic ?? null, createdById: actor.id, createdAt: now }
    const [row] = await db.insert(macros).values(values).returning({ id: macros.id })
    return { id: row?.id ?? 0 }
  })
}

/**
 * Gives a macro other words, or another topic; it may stay with one that was retired since.
 * @throws Problem 404; 422 for words that are refused, and for a topic that no new ticket may be of
 */
export async function changeMacro(ctx: Context, id: number, input: Input): Promise<void> {
  const isThis = eq(macros.id, id)
  const [found] = await ctx.db.select({ topic: macros.topic }).from(macros).where(isThis)
  if (!found) throw notFound()
  if (input.topic && input.topic !== found.topic) await checkOffered(ctx, input.topic)
  await reviewWords(ctx, input)
  await write(ctx, async ({ db }) => {
    const values = { ...input, topic: input.topic ?? null }
    const changed = await db.update(macros).set(values).where(isThis).returning({ id: macros.id })
    if (changed.length === 0) throw notFound()
  })
}

async function reviewWords(ctx: Context, { name, body }: Input): Promise<void> {
  for (const [locale, text] of Object.entries(body))
    await ctx.ports.review(ctx, { path: `body.${locale}`, text })
  await ctx.ports.review(ctx, { path: 'name', text: name })
}

/** @throws Problem 404 */
export async function removeMacro(ctx: Context, id: number): Promise<void> {
  await write(ctx, async ({ db }) => {
    const gone = await db.delete(macros).where(eq(macros.id, id)).returning({ id: macros.id })
    if (gone.length === 0) throw notFound()
  })
}

/**
 * The macros for a ticket: those of its topic and of none, in its requester's language, with
 * everything filled in; a number that the actor has not yet stays `{agent}`, and comes with sending.
 * @throws Problem 404
 */
export async function macrosFor(ctx: Context, number: string) {
  const { id, topic, language } = await findAsDesk(ctx, number)
  const rows = await ctx.db
    .select(columns)
    .from(macros)
    .where(or(isNull(macros.topic), eq(macros.topic, topic)))
    .orderBy(asc(macros.name))
  const [requester] = await ctx.db
    .select({ username: users.username, locale: users.locale })
    .from(tickets)
    .innerJoin(users, eq(users.id, tickets.requesterId))
    .where(and(eq(tickets.id, id)))
  const agent = String((await numberOf(ctx)) ?? '{agent}')
  const words = { requester: requester?.username ?? '', number, agent }
  const locale = requester?.locale ?? language
  return {
    items: rows.map(({ id, name, body }) => ({ id, name, text: filled(body, locale, words) }))
  }
}

/** Whoever reads one Chinese script reads the other sooner than English. */
const nextBest: Partial<Record<Locale, Locale>> = { 'zh-CN': 'zh-TW', 'zh-TW': 'zh-CN' }

function filled(body: Macro['body'], locale: Locale, words: Record<string, string>): string {
  const others = [body[nextBest[locale] ?? 'en'], body.en, Object.values(body)[0]]
  const text = body[locale] ?? others.find((other) => other !== undefined) ?? ''
  return text.replace(/\{(requester|number|agent)\}/g, (_, name: string) => words[name] ?? '')
}
