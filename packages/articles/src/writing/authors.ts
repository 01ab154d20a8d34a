import { sql, type SQL } from 'drizzle-orm'
import { connectedTo, isSecondPerson, type Behind } from '@stoa/accounts/approvals'
import type { Actor, Context } from '@stoa/core'
import { articleRevisions, articleTranslations } from '../schema.ts'
import type { Translation } from '../policy.ts'
import { isTranslation } from './revisions.ts'

const editors = sql<number[]>`array(select distinct r.editor_id::int from ${articleRevisions} r
  where r.article_id = article_translations.article_id
    and r.language = article_translations.language
    and r.number > article_translations.public_revision)`

/** Returns who stands behind the newest version of a translation. */
export async function authorsOf(
  { db }: Context,
  named: Pick<Translation, 'articleId' | 'language'>
): Promise<Behind> {
  const [row] = await db
    .select({ authors: editors, connected: connectedTo(editors) })
    .from(articleTranslations)
    .where(isTranslation(named))
  return row ?? { authors: [], connected: [] }
}

/** Condition: as a second person the actor may approve the newest version of a translation. */
export const isOfOthers = (actor: Pick<Actor, 'id'>): SQL => isSecondPerson(actor, editors)
