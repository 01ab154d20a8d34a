import { eq, sql } from 'drizzle-orm'
import type { Actor, Locale } from '@stoa/core'
import { users } from '@stoa/accounts/tables'
import { visibleThreads } from '@stoa/threads'
import { posts, threads } from '@stoa/threads/tables'
import { articles, articleSources } from '../schema.ts'

type StoredThread = { id: number; title: string; language: Locale }

const threadJson = sql`json_build_object('id', ${threads.id}, 'title', ${threads.title},
  'language', ${threads.language})`

const isReadable = (actor: Actor) => sql`${threads.state} = 'visible'
  and ${visibleThreads(actor) ?? sql`true`}`

/** Column: the threads that an article was made from, as far as the actor may read them. */
export const sourceThreads = (actor: Actor) => sql<StoredThread[]>`(
  select coalesce(json_agg(${threadJson} order by ${threads.id}), '[]') from ${threads}
  where ${threads.id} in (select ${posts.threadId} from ${articleSources}
      join ${posts} on ${posts.id} = ${articleSources.postId}
      where ${eq(articleSources.articleId, articles.id)} and ${articleSources.text} <> '')
    and ${isReadable(actor)})`

/** Column: names of those whose words it uses and who chose to be named. */
export const creditedNames = sql<string[]>`(
  select coalesce(json_agg(distinct ${users.username}), '[]') from ${articleSources}
  join ${users} on ${users.id} = ${articleSources.authorId}
  where ${eq(articleSources.articleId, articles.id)} and ${articleSources.credit} = 'named'
    and ${articleSources.text} <> '' and ${users.erasedAt} is null)`
