import { sql } from 'drizzle-orm'
import { posts, threads } from '@stoa/threads/tables'
import type { Match } from './engine.ts'
import { isOfScam } from './scams.ts'

/** Columns of a match; the query must join `posts` and `threads`. */
export const matchColumns = sql`${posts.id} as "postId", ${threads.id} as "threadId",
  ${threads.categoryId} as "categoryId", ${posts.voteCount} as votes,
  ${posts.createdAt} as "writtenAt", ${threads.language} as language, ${posts.official} as official,
  (${threads.acceptedPostId} is not null and ${threads.acceptedPostId} = ${posts.id}) as accepted,
  (coalesce(${threads.closeReason} = 'outdated', false) or ${posts.outdatedAt} is not null) as outdated,
  ${isOfScam(threads.title, threads.tags)} as "ofScam", false as "isHowTo"`

export type MatchRow = Match & Record<string, unknown>

/** Converts a row of `matchColumns` and "textRank". */
export const toMatch = (row: MatchRow): Match => ({ ...row, textRank: Number(row.textRank) })
