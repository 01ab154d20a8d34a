import { eq } from 'drizzle-orm'
import { recordSecurityEvent } from '@stoa/accounts'
import { cached, emit, invalid, transaction, type Context } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { pieces } from './tokens.ts'
import { relatedWords } from './related-words.ts'
import { readRelations } from './synonyms.ts'

const name = 'related_words'

const cache = cached(5 * 60_000, async (ctx: Context) => readRelations(await readFile(ctx)))

/** Drops the cached related words of this process. Every node calls it after a change. */
export const invalidateRelations = cache.drop

/** Returns the related words that staff have edited, else those of every forum and of its field. */
export const relationsOf = cache.of

async function readFile(ctx: Context): Promise<string> {
  const [row] = await ctx.db.select().from(settings).where(eq(settings.name, name))
  if (row) return (row.value as { text: string }).text
  return `${relatedWords}\n${await ctx.ports.relatedWordsOfField(ctx)}`
}

/** Returns the related words as staff edit them. */
export const showRelations = async (ctx: Context): Promise<{ text: string }> => ({
  text: (await readFile(ctx)).trim()
})

/**
 * Stores the related words; searches use them immediately.
 * @throws Problem 422 on `text` for a line without two words, with its number, or as `ports.safety.review`
 */
export async function keepRelations(ctx: Context, text: string): Promise<void> {
  await ctx.ports.safety.review(ctx, { path: 'text', text })
  const wrong = text.split('\n').findIndex((line) => !isReadable(line))
  if (wrong >= 0) throw invalid('text', 'search_related_line', { line: wrong + 1 })
  await transaction(ctx, async (ctx) => {
    const row = { value: { text }, updatedAt: ctx.now }
    await ctx.db
      .insert(settings)
      .values({ name, ...row })
      .onConflictDoUpdate({ target: settings.name, set: row })
    await recordSecurityEvent(ctx, 'setting.changed', { details: { setting: 'related_words' } })
    await emit(ctx, 'search.words_changed', {})
  })
}

/** A valid line is empty, a comment, or at least two words joined by `=` or `~`. */
function isReadable(line: string): boolean {
  const words = line.replace(/#.*/, '').trim()
  if (words === '') return true
  const named = words.split(/[=~]/)
  return named.length > 1 && named.every((word) => pieces(word).length > 0)
}
