import { sql } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { articleDays, articleSlugs, articleTicketReaders, articleTranslations } from '../schema.ts'
import { putBack, takeRecorded, type Recorded } from './record.ts'
import { writeSearches } from './searches.ts'

/**
 * Adds what was recorded on this node to the counts of its days, in one statement, and the searches
 * that led to articles. After a failure it stays in memory. What is not public is not counted.
 */
export async function writeArticleUses({
  db,
  ports
}: Pick<Context, 'db' | 'ports'>): Promise<void> {
  const taken = takeRecorded(ports)
  if (taken.size === 0) return
  const uses = [...taken.values()]
  try {
    // Searches come first: what is written again of them counts nothing twice.
    await writeSearches(db, uses)
    await db.execute(add(uses))
  } catch (error) {
    putBack(ports, taken)
    throw error
  }
}

/** A ticket counts only if the account is new to the article on this day. */
const add = (uses: readonly Recorded[]) => sql`
  with uses as (select * from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) uses
      (day date, use text, slug text, id bigint, language text, person text)),
    named as (select day, use, coalesce(slugs.article_id, id) as id,
        coalesce(slugs.language, uses.language) as language, person
      from uses left join ${articleSlugs} slugs on slugs.slug = uses.slug),
    counted as (select named.* from named join ${articleTranslations} translation
      on translation.article_id = id and translation.language = named.language
        and translation.public_revision > 0),
    tickets as (insert into ${articleTicketReaders} (article_id, language, day, person)
      select distinct id, language, day, person from counted where use = 'tickets'
      order by id, language, day, person
      on conflict do nothing returning article_id as id, language, day),
    opened as (select id, language, day, use from counted where use <> 'tickets'
      union all select id, language, day, 'tickets' from tickets)
  insert into ${articleDays} as kept (article_id, language, day, views, search, asking, tickets)
  select id, language, day, count(*) filter (where use <> 'tickets'),
    count(*) filter (where use = 'search'), count(*) filter (where use = 'asking'),
    count(*) filter (where use = 'tickets')
  from opened group by id, language, day order by id, language, day
  on conflict (article_id, language, day) do update set views = kept.views + excluded.views,
    search = kept.search + excluded.search, asking = kept.asking + excluded.asking,
    tickets = kept.tickets + excluded.tickets`
