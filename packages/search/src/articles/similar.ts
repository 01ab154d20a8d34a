import { sql, type SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import type { similarArticleList } from '../contract.ts'
import type { Draft } from '../engine.ts'
import { watchRarity, type Rarity } from '../rarity.ts'
import { searchArticles as documents } from '../schema.ts'
import { findAlike, literalsOf, type Distinctive, type FoundAlike } from '../similar.ts'

const enough = 4
const similar = 3
const candidateLimit = 120

type Similar = z.infer<typeof similarArticleList>['items']

/**
 * Articles that the actor may find and that share words with a draft, best first; none if the draft
 * is too short.
 */
export async function similarArticles(ctx: Context, draft: Draft): Promise<Similar> {
  if (Array.from(`${draft.title} ${draft.body ?? ''}`.trim()).length < enough) return []
  const rarity = await rarityOf(ctx)
  const search = { draft, locale: ctx.locale, limit: similar, rarity }
  const ids = await findAlike(search, (lexemes, score) => readAlike(ctx, lexemes, score))
  const found = await ctx.ports.articles.articlesInOrder(ctx, ids)
  return found.map(({ id, url, title, summary, language }) => ({
    ...{ id, url, title, summary, language }
  }))
}

const watched = new WeakMap<Context['ports'], () => Promise<Rarity>>()

/** How rare words are in posts, which this process keeps. */
function rarityOf({ db, ports }: Context): Promise<Rarity> {
  const watch = watched.get(ports) ?? watchRarity(db)
  watched.set(ports, watch)
  return watch()
}

/** Every article is solved, so to say; its language is the one that the reader gets. */
async function readAlike(ctx: Context, lexemes: Distinctive, score: SQL): Promise<FoundAlike[]> {
  const literal = literalsOf(lexemes).join(' | ')
  return ctx.db.execute<FoundAlike>(sql`
    select found.id, ${score} as score, readable.shown as language, true as solved
    from (select ${documents.articleId} as id, ${documents.language} as language,
        ${documents.vector} as vector from ${documents}
      where ${documents.vector} @@ ${literal}::tsquery) found
    join ${ctx.ports.articles.readableArticles(ctx)} readable
      on readable.article_id = found.id and readable.language = found.language
    order by score desc limit ${candidateLimit}`)
}
