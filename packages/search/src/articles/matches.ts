import { and, sql, type SQL } from 'drizzle-orm'
import type { Database } from '@stoa/core/database'
import type { EngineQuery, KnownFilters } from '../engine.ts'
import { startOf } from '../filters.ts'
import { plainConditions } from '../index-conditions.ts'
import { searchArticles as documents } from '../schema.ts'
import { coverageOf } from '../coverage.ts'
import { labelsOf } from '../matches.ts'
import { isTitleOfScam } from '../scams.ts'
import { weights } from '../relevance.ts'
import { textRank, type RankedRow } from '../text-rank.ts'
import { oneOf } from '../tsquery.ts'

/** Articles are few beside posts: they are matched by PostgreSQL, whichever engine finds posts. */
export const articleLimit = 200

/**
 * Finds translations of articles that the actor may read, with the columns of a match. They are
 * ranked together with posts, which leaves the best language of each article.
 */
export async function readArticles(db: Database, query: EngineQuery): Promise<RankedRow[]> {
  const { words, least, filters, readableArticles } = query
  if (!readableArticles || !isForArticles(filters)) return []
  const column = filters.in === 'title' ? documents.titleVector : documents.vector
  const { all } = plainConditions(words, least)
  const matching = all.map((literal) => sql`${column} @@ ${literal}::tsquery`)
  return db.execute<RankedRow>(sql`
    select ${columns}, ${rankOf(query)} as "textRank", ${coverageOf(query)} as has
    from (select ${documents.articleId} as id, ${documents.language} as language,
        ${column} as vector, ${documents.titleVector} as title from ${documents} ${where(matching)}) found
    join ${readableArticles} readable
      on readable.article_id = found.id and readable.language = found.language
    ${where(conditionsOf(filters))}
    order by ${orderOf(query)} limit ${articleLimit}`)
}

/** The best come first, as the limit leaves out the others: those with more of the words. */
const orderOf = ({ sort, ...query }: EngineQuery): SQL =>
  sort === 'newest'
    ? sql`readable.changed_at desc`
    : sql`(select sum(one) from unnest(${coverageOf(query)}) one) desc, "textRank" desc,
        readable.changed_at desc`

/**
 * As for posts, but less if words are in the text alone, the more of them the less: a long text has
 * many words by chance. Matches of some words are ranked by their places anyway.
 */
function rankOf(query: EngineQuery): SQL {
  const { all } = query.words
  if (query.least !== 'all' || all.length === 0) return textRank(query)
  const inTitle = all.map(
    (terms) => sql`(found.vector @@ ${oneOf(terms, { onlyTitle: true })}::tsquery)::int`
  )
  const share = sql`(${sql.join(inTitle, sql` + `)})::real / ${all.length}::real`
  const least = 1 / all.length
  const ofPlaces = sql`(${least}::real + ${1 - least}::real * ${share})`
  return sql`${textRank(query)} * ${weights.wholeArticle}::real * ${ofPlaces}`
}

const where = (conditions: SQL[]) =>
  conditions.length === 0 ? sql`` : sql`where ${and(...conditions)}`

// The columns of a post, as an article has them; below zero as in `article.ts`.
const columns = sql`-found.id as "postId", -found.id as "threadId", 0 as "categoryId", 0 as votes,
  readable.changed_at as "writtenAt", readable.shown as language, true as official,
  false as accepted, false as outdated,
  ${labelsOf(sql`readable.tags`)} as labels, ${isTitleOfScam(sql`found.title`)} as "ofScam",
  found.title @@ '怎么 | 怎样 | 如何 | how'::tsquery as "isHowTo"`

/** Whether articles can pass the filters: they have no category and solve nothing. */
const isForArticles = ({ categoryIds, kind, solved, official }: KnownFilters) =>
  categoryIds === undefined &&
  (kind === undefined || kind === 'article') &&
  solved === undefined &&
  official !== false

function conditionsOf({ authorId, tag, language, after, before }: KnownFilters): SQL[] {
  return [
    authorId !== undefined && sql`readable.author_id = ${authorId}`,
    tag !== undefined && sql`readable.tags @> array[${tag.toLowerCase()}]`,
    language !== undefined && sql`readable.language = ${language}`,
    after !== undefined && sql`readable.changed_at >= ${startOf(after)}`,
    before !== undefined && sql`readable.changed_at < ${startOf(before)}`
  ].filter((condition) => condition !== false)
}
