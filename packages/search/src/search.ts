import { z } from 'zod'
import { and, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { decodeCursor, encodeCursor } from '@stoa/core/data'
import { findUsers } from '@stoa/accounts'
import { wordsFor } from '@stoa/core/languages'
import { preparedRead, readerValues, visibleCategories } from '@stoa/threads'
import { categories } from '@stoa/threads/tables'
import type { searchAnswer, searchQuery } from './contract.ts'
import { knowFilters } from './filters.ts'
import { grouped, type Group, countByCategory } from './group.ts'
import { readHits } from './hits.ts'
import { recordZeroResultQuery } from './zero-result-queries.ts'
import { parseQuery, type Query, type Term } from './query.ts'
import { byRelevance } from './relevance.ts'
import { findInStages } from './stages.ts'
import { relationsOf } from './relations.ts'
import { withSynonyms } from './synonyms.ts'
import { wordsOf } from './words.ts'

const nothingBeside = { announcements: [], users: [] }

type Input = z.output<typeof searchQuery>
type SearchAnswer = z.infer<typeof searchAnswer>

const pageSize = 20
const position = z.tuple([z.number().int().min(0).max(10_000)])

/**
 * Finds articles and posts by words and filters, of a thread the best; filters may also be typed in `q`.
 * @returns a page of 20 hits, from at most about 300 of the newest matches
 * @throws Problem 422 `invalid_cursor`
 */
export async function search(ctx: Context, input: Input): Promise<SearchAnswer> {
  const words = withFilters(parseQuery(input.q), input)
  const offset = input.cursor ? decodeCursor(input.cursor, position)[0] : 0
  if (isEmpty(words)) return nothing
  const filters = await knowFilters(ctx.db, words.filters)
  const isPlain = offset === 0 && Object.values(filters).every((value) => value === undefined)
  const [found, beside] = await Promise.all([
    findInStages(ctx, { words, filters, sort: input.sort }),
    isPlain ? findBeside(ctx, words) : nothingBeside
  ])
  const groups = grouped(inOrder(ctx, words, found.matches, input.sort))
  const hasAll = groups.length > 0 && !found.onlySome
  const [page, counts] = await Promise.all([
    pageOf(ctx, groups, offset, found.words),
    namedCounts(ctx, groups),
    isPlain && !hasAll && isNothing(beside) && recordMiss(ctx, input.q)
  ])
  return {
    ...page,
    ...beside,
    total: groups.length,
    totalIsExact: found.isComplete,
    categories: counts,
    meant: found.meant,
    onlySome: found.onlySome,
    engine: found.engine
  }
}

const nothing: SearchAnswer = {
  ...nothingBeside,
  items: [],
  next: null,
  total: 0,
  totalIsExact: true,
  categories: [],
  meant: null,
  onlySome: false,
  engine: 'postgres'
}

/** Filters typed in the search box override those of the URL. */
function withFilters(words: Query, input: Input): Query {
  const { category, author, kind, solved, official, tag, language, after, before } = input
  const given = { category, author, kind, solved, official, tag, language, after, before }
  const title = input.in === 'title' ? { in: 'title' as const } : {}
  return { ...words, filters: { ...given, ...title, ...words.filters } }
}

const narrowing = ['category', 'author', 'tag', 'official', 'solved', 'kind'] as const

const isEmpty = ({ all, filters }: Query) =>
  all.length === 0 && narrowing.every((name) => filters[name] === undefined)

type Matches = Awaited<ReturnType<typeof findInStages>>['matches']

const inOrder = (ctx: Context, words: Query, matches: Matches, sort: Input['sort']) =>
  sort === 'relevance'
    ? byRelevance(matches, { ...ctx, words })
    : matches.toSorted(
        (a, b) => Date.parse(b.writtenAt) - Date.parse(a.writtenAt) || b.postId - a.postId
      )

async function pageOf(ctx: Context, groups: Group[], offset: number, words: Query) {
  const end = offset + pageSize
  const items = await readHits(ctx, groups.slice(offset, end), words)
  return { items, next: end < groups.length ? encodeCursor([end]) : null }
}

async function recordMiss(ctx: Context, typed: string) {
  ctx.ports.statistics.recordSearchWithoutResult(ctx)
  await recordZeroResultQuery(ctx, typed)
}

const announcementLimit = 3
const userLimit = 5

/** Finds results other than posts: announcements, and for members users with that name. */
async function findBeside(ctx: Context, query: Query) {
  const [announcements, users] = await Promise.all([
    findAnnouncements(ctx, query),
    findUsers(ctx, nameIn(query), userLimit)
  ])
  return { announcements, users }
}

/** Whether there are no other results. */
const isNothing = ({ announcements, users }: Awaited<ReturnType<typeof findBeside>>) =>
  announcements.length + users.length === 0

async function findAnnouncements(ctx: Context, query: Query) {
  if (query.none.length > 0) return []
  const relations = await relationsOf(ctx)
  const words = withSynonyms({ ...query, all: wordsOf(query, relations) }, relations)
  const groups = words.all.map((terms) => terms.map(({ text }) => text))
  return ctx.ports.announcements.announcementsWith(ctx, groups, announcementLimit)
}

/** Returns the query as a username if it is one word, with or without `@`. */
function nameIn({ all, none }: Query): string {
  const [first, ...more] = all
  const [term, ...others]: Term[] = first ?? []
  const isOne = more.length === 0 && others.length === 0 && none.length === 0
  return isOne && term && !term.isQuoted ? term.text.replace(/^@/, '') : ''
}

/** Counts threads by those of their categories that the actor may know of, largest first. */
async function namedCounts(ctx: Context, groups: Group[]) {
  const counts = countByCategory(groups)
  if (counts.length === 0) return []
  const ids = counts.map(({ categoryId }) => categoryId)
  const rows = await named(ctx).execute({ ...readerValues(ctx), ids })
  const known = new Map(rows.map((row) => [row.id, row]))
  return counts.flatMap(({ categoryId, count }) => {
    const category = known.get(categoryId)
    if (!category) return []
    return [{ slug: category.slug, name: wordsFor(ctx, category.name), count }]
  })
}

const isCounted = sql`${categories.id} = any(${sql.placeholder('ids')}::bigint[])`

const named = preparedRead((db, reader) =>
  db
    .select({ id: categories.id, slug: categories.slug, name: categories.name })
    .from(categories)
    .where(and(isCounted, visibleCategories(reader)))
    .prepare('search_categories')
)
