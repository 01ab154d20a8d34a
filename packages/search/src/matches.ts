import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { posts, threads } from '@stoa/threads/tables'
import type { Match } from './engine.ts'
import { isOfScam } from './scams.ts'

/** Tags as one text: the column `labels`, by which reports of scams are told. */
export const labelsOf = (tags: SQLWrapper): SQL => sql`array_to_string(${tags}, ' ')`

/** Columns of a match; the query must join `posts` and `threads`. */
export const matchColumns = sql`${posts.id} as "postId", ${threads.id} as "threadId",
  ${threads.categoryId} as "categoryId", ${posts.voteCount} as votes,
  ${posts.createdAt} as "writtenAt", ${threads.language} as language, ${posts.official} as official,
  (${threads.acceptedPostId} is not null and ${threads.acceptedPostId} = ${posts.id}) as accepted,
  (coalesce(${threads.closeReason} = 'outdated', false) or ${posts.outdatedAt} is not null) as outdated,
  ${threads.title} || ' ' || ${labelsOf(threads.tags)} as labels, false as "ofScam", false as "isHowTo"`

export type MatchRow = Match & { labels: string } & Record<string, unknown>

/** Converts a row of `matchColumns` and "textRank". */
export const toMatch = ({ labels, ...row }: MatchRow): Match => ({
  ...row,
  textRank: Number(row.textRank),
  ofScam: row.ofScam || isOfScam(labels)
})
