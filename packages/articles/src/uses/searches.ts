import { sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { weekOf } from '@stoa/core/data'
import { articleSearches, articleSlugs, articleTranslations } from '../schema.ts'
import type { Recorded } from './record.ts'

/** Number of readers who must have come by the same words in a week before these are stored. */
export const minReaders = 5
const shown = 20
const day = 24 * 3600_000

/**
 * Stores searches that led to articles, once per reader and week. Until five readers came by the
 * words, only their keyed hash is stored; from then on a row also has the words, with the hash as
 * `person`.
 */
export async function writeSearches(
  db: Context['db'],
  uses: readonly Pick<Recorded, 'slug' | 'searched'>[]
): Promise<void> {
  const found = uses.flatMap(({ slug, searched }) => (searched ? [{ slug, ...searched }] : []))
  if (found.length === 0) return
  const named = sql`select distinct slugs.article_id, week, words, term, person
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) searches
      (slug text, week date, words text, term text, person text)
    join ${articleSlugs} slugs on slugs.slug = searches.slug
    join ${articleTranslations} translation on translation.article_id = slugs.article_id
      and translation.language = slugs.language and translation.public_revision > 0`
  await db.execute(sql`insert into ${articleSearches} (article_id, week, term, person)
    select distinct article_id, week, term, person from (${named}) named
    order by article_id, week, term, person on conflict do nothing`)
  await db.execute(sql`insert into ${articleSearches} (article_id, week, term, person)
    select distinct article_id, week, words, term from (${named}) named
    where (select count(*) from ${articleSearches} kept where kept.article_id = named.article_id
      and kept.week = named.week and kept.term = named.term) >= ${minReaders}
    order by article_id, week, words on conflict do nothing`)
}

/** Returns the words of searches that led to an article in the last days, those of most readers first. */
export async function searchesOf({ db, now }: Context, articleId: number, days: number) {
  const since = weekOf(after(now, -days * day))
  const rows = await db.execute<{ words: string; readers: number }>(sql`
    select words.term as words, count(*)::int as readers
    from ${articleSearches} words join ${articleSearches} hashes
      on hashes.article_id = words.article_id and hashes.week = words.week
        and hashes.term = words.person
    where words.article_id = ${articleId} and words.week >= ${since}::date
    group by words.term order by readers desc, words.term limit ${shown}`)
  return [...rows]
}
