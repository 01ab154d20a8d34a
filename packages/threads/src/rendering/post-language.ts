import { sql } from 'drizzle-orm'
import type { Locale } from '@stoa/core'
import { posts, threads } from '../schema.ts'

/** Column: the language of a post's text, for queries that join `threads`. */
export const languageOfPost = sql<Locale>`coalesce(${posts.language}, ${threads.language})`
