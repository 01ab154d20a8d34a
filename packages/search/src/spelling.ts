import { inArray, sql } from 'drizzle-orm'
import { guest, transaction, type Context } from '@stoa/core'
import { distance } from '@stoa/core/server'
import type { Database } from '@stoa/core/database'
import { visiblePosts } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import { quoted } from './lexemes.ts'
import type { Query, Term } from './query.ts'
import { searchArticles, searchDocuments, searchWords } from './schema.ts'
import { unspaced } from './tokens.ts'

// Shorter words have too many similar ones; of unspaced scripts, pairs are in the index, not words.
const spellable = new RegExp(`^(?!${unspaced}+$)\\p{L}{5,40}$`, 'v')
const candidatesEach = 3
const looked = 20

/**
 * Collects the words of public titles, and words of at least two public posts or articles: a word that one
 * person wrote once must not be suggested to others. Takes a minute for a million posts.
 */
export async function learnWords(ctx: Context): Promise<void> {
  const articles = ctx.ports.articles.readableArticles({ ...ctx, actor: guest })
  await transaction(ctx, async ({ db }) => {
    await db.delete(searchWords)
    await db.execute(sql`
      insert into ${searchWords} (word)
      select word from (
        select unnest(tsvector_to_array(${searchDocuments.vector})
          || tsvector_to_array(${searchDocuments.titleVector})) as word
        from ${searchDocuments}
        join ${posts} on ${posts.id} = ${searchDocuments.postId}
        join ${threads} on ${threads.id} = ${posts.threadId}
        where ${visiblePosts(guest)}
        union all
        select unnest(tsvector_to_array(${searchArticles.vector})
          || tsvector_to_array(${searchArticles.titleVector}))
        from ${searchArticles} join ${articles} readable
          on readable.article_id = ${searchArticles.articleId}
            and readable.language = ${searchArticles.language}) as words
      where word ~ '^[[:alpha:]]{5,40}$' group by word having count(*) > 1 order by word`)
  })
}

/** A query with corrected words, and its text. */
export type Correction = { words: Query; text: string }

/**
 * Returns corrected queries, best first: words that occur nowhere are replaced by similar public
 * ones.
 */
export async function corrections(ctx: Context, query: Query): Promise<Correction[]> {
  const alike = new Map<string, string[]>()
  for (const word of await unknownWords(ctx, query)) {
    const words = await similarWords(ctx.db, word)
    if (words.length > 0 && !(await isWritten(ctx, word))) alike.set(word, words)
  }
  if (alike.size === 0) return []
  return Array.from({ length: candidatesEach }, (_, rank) => corrected(query, alike, rank)).filter(
    (correction, rank, all) => correction.text !== all[rank - 1]?.text
  )
}

async function unknownWords({ db }: Context, { all }: Query): Promise<string[]> {
  const typed = all.flat().filter(isSpellable)
  const words = [...new Set(typed.map(({ text }) => text.toLowerCase()))]
  if (words.length === 0) return []
  const rows = await db.select().from(searchWords).where(inArray(searchWords.word, words))
  const known = new Set(rows.map(({ word }) => word))
  return words.filter((word) => !known.has(word))
}

const isSpellable = ({ text, isQuoted }: Term) => !isQuoted && spellable.test(text)

/** Whether the actor may see a post or an article with this word. */
async function isWritten(ctx: Context, word: string): Promise<boolean> {
  // Only few posts have the word. Without `materialized`, `limit 1` would make PostgreSQL read all
  // posts.
  const rows = await ctx.db.execute(sql`
    with found as materialized (select ${searchDocuments.postId} as id from ${searchDocuments}
      where ${searchDocuments.vector} @@ ${quoted(word)}::tsquery)
    (select 1 from found join ${posts} on ${posts.id} = found.id
      join ${threads} on ${threads.id} = ${posts.threadId}
      where ${visiblePosts(ctx.actor)} limit 1)
    union all (select 1 from ${searchArticles}
      join ${ctx.ports.articles.readableArticles(ctx)} readable
        on readable.article_id = ${searchArticles.articleId}
          and readable.language = ${searchArticles.language}
      where ${searchArticles.vector} @@ ${quoted(word)}::tsquery limit 1)`)
  return rows.length > 0
}

async function similarWords(db: Database, word: string): Promise<string[]> {
  const rows = await db.execute<{ word: string }>(sql`
    select word from ${searchWords} where word % ${word}
    order by similarity(word, ${word}) desc, word limit ${looked}`)
  const most = word.length < 8 ? 1 : 2
  return rows
    .map((row) => ({ word: row.word, distance: mistakes(word, row.word) }))
    .filter((other) => other.distance <= most)
    .sort((a, b) => a.distance - b.distance)
    .map((other) => other.word)
    .slice(0, candidatesEach)
}

/** Number of letters to change, add or remove; two swapped neighbours are one mistake. */
function mistakes(typed: string, word: string): number {
  const swapped = Array.from(typed, (letter, at) =>
    at === 0 ? typed : typed.slice(0, at - 1) + letter + typed[at - 1] + typed.slice(at + 1)
  )
  return Math.min(...swapped.map((one) => distance(one, word) + (one === typed ? 0 : 1)))
}

function corrected(query: Query, alike: Map<string, string[]>, rank: number): Correction {
  const replaced = (term: Term): Term => {
    const words = alike.get(term.text.toLowerCase())
    return words ? { ...term, text: words[rank] ?? words[0] ?? term.text } : term
  }
  const all = query.all.map((terms) => terms.map(replaced))
  const text = all.map((terms) => terms.map(written).join(' OR ')).join(' ')
  return { words: { ...query, all }, text }
}

const written = ({ text, isQuoted }: Term) => (isQuoted ? `"${text}"` : text)
