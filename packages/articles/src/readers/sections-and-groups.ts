import { asc, eq, sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import type { Article } from '../policy.ts'
import { articleSections } from '../schema.ts'
import type { Readers } from '../visibility.ts'

type Placed = Pick<Article, 'readers' | 'readerGroups' | 'sectionId'>

/** The section of an article after the one above it. */
export async function sectionsOf({ db }: Context, { sectionId }: Pick<Placed, 'sectionId'>) {
  if (sectionId === null) return []
  return db
    .select()
    .from(articleSections)
    .where(
      sql`${articleSections.id} in (select unnest(array[own.id, own.parent_id])
        from ${articleSections} own where ${eq(sql`own.id`, sectionId)})`
    )
    .orderBy(sql`${articleSections.parentId} nulls first`, asc(articleSections.id))
}

/** Ids of the groups that read something; none if others read it. */
export const groupsIn = ({ readers, readerGroups }: Readers): number[] =>
  readers === 'groups' ? [...readerGroups].sort((one, other) => one - other) : []
