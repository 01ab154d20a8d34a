import { sql } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { categories, threads } from '@stoa/threads/tables'
import { dayOf } from './days.ts'
import { putBack, takeRecorded, type Recorded } from './record.ts'
import { personOf, saltOf } from './salts.ts'
import { dailyCounts, dailyVisitors } from './schema.ts'

type Parts = Pick<Context, 'db' | 'ports' | 'now'>

/** After midnight, what was recorded before it is still written for so long. */
const grace = 10 * 60_000

/**
 * Stores what was recorded on this node in one statement; the first of a day also reads the salt.
 * After a failure it stays in memory.
 */
export async function writeRecorded(parts: Parts): Promise<void> {
  const taken = takeRecorded(parts.ports)
  if (taken.visits.size + taken.counts.size === 0) return
  try {
    await store(parts, taken)
  } catch (error) {
    putBack(parts.ports, taken)
    throw error
  }
}

async function store(parts: Parts, { visits, counts }: Recorded): Promise<void> {
  // Visitors of a day whose salt is gone would count twice.
  const oldest = dayOf(after(parts.now, -grace))
  const recent = [...visits.values()].filter(({ day }) => day >= oldest)
  const seen = []
  for (const visit of recent) {
    const { day, language, threadId, category } = visit
    const person = personOf(visit, await saltOf(parts, day))
    seen.push({ day, person, language, threadId, category })
  }
  await parts.db.execute(add(JSON.stringify(seen), JSON.stringify([...counts.values()])))
}

/** Counts visitors that no node has seen on that day, and adds all counts to those of the day. */
const add = (seen: string, counts: string) => sql`
  with seen as (select * from jsonb_to_recordset(${seen}::jsonb) seen
      (day date, person text, language text, "threadId" bigint, category text)),
    places as (
      select day, 0::bigint as category_id, person, language from seen
      union all select day, unnest(array_remove(array[category.id, category.parent_id], null)),
        person, seen.language
      from seen left join ${threads} thread on thread.id = "threadId"
        join ${categories} category
          on category.id = thread.category_id or category.slug = seen.category),
    placed as (select distinct on (day, category_id, person) * from places
      order by day, category_id, person, language),
    fresh as (insert into ${dailyVisitors} (day, category_id, person)
      select day, category_id, person from placed order by day, category_id, person
      on conflict do nothing returning day, category_id, person),
    counted as (
      select day, case category_id when 0 then 'visits' else 'category_visits' end as metric,
        category_id, language, count(*) as value
      from fresh join placed using (day, category_id, person) group by day, category_id, language
      union all select day, metric, 0, language, value
      from jsonb_to_recordset(${counts}::jsonb) counts
        (day date, metric text, language text, value bigint))
  insert into ${dailyCounts} as kept (day, metric, category_id, language, value)
  select * from counted order by day, metric, category_id, language
  on conflict (day, metric, category_id, language) do update set value = kept.value + excluded.value`
