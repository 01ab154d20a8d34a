import { sql } from 'drizzle-orm'
import type { Context, Locale, Ports } from '@stoa/core'
import { articleDays, articleSlugs, articleTranslations, type Use } from '../schema.ts'

type Named = { id: number; language: Locale }

/** One use of an article by somebody: known by a slug of it, or by its id and language. */
type Recorded = {
  day: string
  use: Use
  slug: string | null
  id: number | null
  language: string | null
}

const maxRecorded = 50_000

const recorded = new WeakMap<Ports, Map<string, Recorded>>()

function recordedOf(ports: Ports): Map<string, Recorded> {
  const known = recorded.get(ports) ?? new Map<string, Recorded>()
  recorded.set(ports, known)
  return known
}

/**
 * Records in memory that somebody opened an article. Of one visitor a page counts once until it is
 * written, so reloading counts nothing; of a flood, uses above 50,000 in a minute are not counted.
 */
export function recordArticleUse(
  ports: Ports,
  { at, slug, use, visitor }: { at: string; slug: string; use: Use; visitor: string }
): void {
  const uses = recordedOf(ports)
  const day = at.slice(0, 10)
  if (uses.size < maxRecorded)
    uses.set(`${day} ${use} ${slug} ${visitor}`, { day, use, slug, id: null, language: null })
}

/** Records in memory that the actor opened a ticket after reading these articles. */
export function recordTicketsAfter({ ports, now, actor }: Context, read: readonly Named[]): void {
  const uses = recordedOf(ports)
  const day = now.slice(0, 10)
  for (const { id, language } of read.slice(0, Math.max(0, maxRecorded - uses.size)))
    uses.set(`${day} tickets ${id} ${language} ${actor.id}`, {
      ...{ day, use: 'tickets', slug: null, id, language }
    })
}

/**
 * Adds what was recorded on this node to the counts of its days, in one statement. After a failure it
 * stays in memory. What is not public is not counted.
 */
export async function writeArticleUses({
  db,
  ports
}: Pick<Context, 'db' | 'ports'>): Promise<void> {
  const taken = recordedOf(ports)
  if (taken.size === 0) return
  recorded.set(ports, new Map())
  try {
    await db.execute(add(JSON.stringify([...taken.values()])))
  } catch (error) {
    recorded.set(ports, new Map([...taken, ...recordedOf(ports)]))
    throw error
  }
}

const add = (uses: string) => sql`
  with uses as (select * from jsonb_to_recordset(${uses}::jsonb) uses
      (day date, use text, slug text, id bigint, language text)),
    named as (select day, use, coalesce(slugs.article_id, id) as id,
        coalesce(slugs.language, uses.language) as language
      from uses left join ${articleSlugs} slugs on slugs.slug = uses.slug)
  insert into ${articleDays} as kept (article_id, language, day, views, search, asking, tickets)
  select id, named.language, day, count(*) filter (where use <> 'tickets'),
    count(*) filter (where use = 'search'), count(*) filter (where use = 'asking'),
    count(*) filter (where use = 'tickets')
  from named join ${articleTranslations} translation
    on translation.article_id = id and translation.language = named.language
      and translation.public_revision > 0
  group by id, named.language, day order by id, named.language, day
  on conflict (article_id, language, day) do update set views = kept.views + excluded.views,
    search = kept.search + excluded.search, asking = kept.asking + excluded.asking,
    tickets = kept.tickets + excluded.tickets`
