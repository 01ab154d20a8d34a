import { eq } from 'drizzle-orm'
import { recordSecurityEvent } from '@stoa/accounts'
import { emit, invalid, transaction, type Context, type Ports } from '@stoa/core'
import { settings } from '@stoa/core/schema'
import { pieces } from './tokens.ts'
import { relatedWords } from './related-words.ts'
import { readRelations, type Relations } from './synonyms.ts'

const name = 'related_words'

/** What searches of this process know; read again after a change on any node. */
const kept = new WeakMap<Ports, Promise<Relations>>()

/** Makes this process read the related words again. */
export const invalidateRelations = (ports: Ports): void => void kept.delete(ports)

/** The related words as staff have written them, else those that come with the forum. */
export function relationsOf(ctx: Context): Promise<Relations> {
  const known = kept.get(ctx.ports)
  if (known) return known
  const read = readFile(ctx).then(readRelations)
  kept.set(ctx.ports, read)
  read.catch(() => kept.delete(ctx.ports))
  return read
}

async function readFile({ db }: Context): Promise<string> {
  const [row] = await db.select().from(settings).where(eq(settings.name, name))
  return row ? (row.value as { text: string }).text : relatedWords
}

/** The file as staff edit it. */
export const showRelations = async (ctx: Context): Promise<{ text: string }> => ({
  text: (await readFile(ctx)).trim()
})

/**
 * Keeps the related words; searches heed them at once.
 * @throws Problem 422 on `text` for a line without two words, with its number, or as `ports.review`
 */
export async function keepRelations(ctx: Context, text: string): Promise<void> {
  await ctx.ports.review(ctx, { path: 'text', text })
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

/** Empty, a comment, or at least two words with `=` or `~` between them. */
function isReadable(line: string): boolean {
  const words = line.replace(/#.*/, '').trim()
  if (words === '') return true
  const named = words.split(/[=~]/)
  return named.length > 1 && named.every((word) => pieces(word).length > 0)
}
