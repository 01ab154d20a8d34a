import { sql, type SQL } from 'drizzle-orm'
import { appointersOf } from '@stoa/accounts/appointers'
import { users } from '@stoa/accounts/tables'
import type { Actor, Context } from '@stoa/core'
import { articleRevisions, articleTranslations } from '../schema.ts'
import type { Authors, Translation } from '../policy.ts'
import { isTranslation } from './revisions.ts'

const editors = sql`(select r.editor_id from ${articleRevisions} r
  where r.article_id = article_translations.article_id
    and r.language = article_translations.language
    and r.number > article_translations.public_revision)`

const appointers = sql`(select given.actor_id from ${users} e
  join lateral ${appointersOf(sql`e.id`)} given on true
  where e.id in ${editors}
    and not (e.role = 'admin' or e.role = 'staff' and 'articles' = any(e.capabilities)))`

/** Returns who may not approve the newest version of a translation. */
export async function authorsOf(
  { db }: Context,
  named: Pick<Translation, 'articleId' | 'language'>
): Promise<Authors> {
  const [row] = await db
    .select({
      editors: sql<number[]>`array(select distinct editor_id::int from ${editors} e)`,
      appointers: sql<number[]>`array(select distinct actor_id::int from ${appointers} a)`
    })
    .from(articleTranslations)
    .where(isTranslation(named))
  return row ?? { editors: [], appointers: [] }
}

/** Condition: the actor is none of them. `rules.approve` says it of one translation: change both. */
export const isOfOthers = ({ id }: Pick<Actor, 'id'>): SQL =>
  sql`(${id}::bigint not in ${editors} and ${id}::bigint not in ${appointers})`
