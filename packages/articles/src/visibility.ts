import { and, sql, type SQL } from 'drizzle-orm'
import { atLeast, type Actor } from '@stoa/core'
import { articleRevisions, articles, articleSections, articleTranslations } from './schema.ts'

type Readership = Record<'readers' | 'readerGroups', SQL | typeof articles.readers>

/** Condition: a row with these readers is for the actor. `isReader` says it of a row: change both. */
const isFor = ({ role, groups }: Actor, { readers, readerGroups }: Readership): SQL =>
  role === 'guest'
    ? sql`${readers} = 'everyone'`
    : sql`(${readers} in ('everyone', 'members')
        or ${readers} = 'groups' and ${readerGroups} && ${sql.param(groups)}::bigint[])`

const columnsOf = (alias: string): Readership => ({
  readers: sql`${sql.identifier(alias)}.readers`,
  readerGroups: sql`${sql.identifier(alias)}.reader_groups`
})

/** Condition: sections the actor may know of, by their own readers and their parent's. */
export const visibleSections = (actor: Actor): SQL | undefined =>
  atLeast(actor.role, 'staff')
    ? undefined
    : sql`(${isFor(actor, columnsOf('article_sections'))} and not exists (
        select from ${articleSections} parent where parent.id = article_sections.parent_id
          and not ${isFor(actor, columnsOf('parent'))}))`

/** Condition: the article and its section are for the actor, whatever of it is public. */
const isForReader = (actor: Actor): SQL | undefined =>
  atLeast(actor.role, 'staff')
    ? undefined
    : sql`(${isFor(actor, columnsOf('articles'))} and (articles.section_id is null or exists (
        select from ${articleSections} where article_sections.id = articles.section_id
          and ${visibleSections(actor)})))`

/**
 * Condition: translations the actor may read, of articles that are for them. Every query over
 * `article_translations`, joined with `articles`, starts here.
 */
export const visibleTranslations = (actor: Actor): SQL | undefined =>
  and(isForReader(actor), sql`${articleTranslations.publicRevision} > 0`)

/** Condition: of those, the ones that lists show. */
export const listedTranslations = (actor: Actor): SQL | undefined =>
  and(visibleTranslations(actor), sql`${articles.archivedAt} is null`)

/** Condition: versions that readers see in the history: the present one, and earlier ones for them. */
export const shownVersions: SQL = sql`(${articleRevisions.publishedAt} is not null
  and (${articleRevisions.number} = ${articleTranslations.publicRevision}
    or ${articleRevisions.publishedAt} >= coalesce(${articles.readersSince}, '-infinity')))`

export type Readers = Pick<typeof articles.$inferSelect, 'readers' | 'readerGroups'>

/** Whether a change names other readers than an article or a section has. */
export const hasOtherReaders = (
  found: Readers,
  { readers = found.readers, readerGroups = found.readerGroups }: Partial<Readers>
): boolean => readers !== found.readers || readerGroups.join() !== found.readerGroups.join()

/** What `isFor` says in SQL: change both. */
const isReader = ({ role, groups }: Actor, { readers, readerGroups }: Readers): boolean => {
  if (readers === 'everyone') return true
  if (role === 'guest' || readers === 'staff') return false
  return readers === 'members' || readerGroups.some((id) => groups.includes(id))
}

/** Whether an article is for the actor, by its own readers and those of the sections above it. */
export const readsArticle = (actor: Actor, readerships: readonly Readers[]): boolean =>
  atLeast(actor.role, 'staff') || readerships.every((one) => isReader(actor, one))
