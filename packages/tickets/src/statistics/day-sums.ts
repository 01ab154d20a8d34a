import { sql, type SQL } from 'drizzle-orm'
import { transaction, type Context } from '@stoa/core'
import { deskDays, deskDaysTouched, deskMonths } from './schema.ts'
import { eachSum, sumsOf } from './sums.ts'

const touchBatchSize = 1000
const columns = eachSum((column) => column)
const anew = eachSum((column) => `${column} = excluded.${column}`)

type Summed = { day: string; topic: string }

/** Timed task: recomputes the sums of days that have changed, and of their months. */
export async function sumDays(ctx: Context): Promise<void> {
  for (;;) {
    const summed = await transaction(ctx, sumSome)
    if (summed === 0) return
  }
}

async function sumSome({ db }: Context): Promise<number> {
  // Without the lock, two parallel runs could store the older of two sums.
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended('tickets.day_sums', 0))`)
  const days = await db.execute<Summed>(sql`
    with gone as (
      delete from ${deskDaysTouched} where ctid = any(array(
        select ctid from ${deskDaysTouched} limit ${touchBatchSize}))
      returning day, topic),
    stretches as (
      select distinct day, day + interval '24 hours' as until, topic from gone)
    insert into ${deskDays} (day, topic, ${columns})
    select day, topic, ${columns} from (${sumsOf(sql`stretches`)}) as summed
    on conflict (day, topic) do update set ${anew}
    returning day, topic`)
  await db.execute(sumMonths(days))
  return days.length
}

const sumMonths = (days: readonly Summed[]): SQL => sql`
  insert into ${deskMonths} (month, topic, ${columns})
  select month, topic, ${eachSum((column) => `sum(${column})`)}
  from (
    select distinct date_trunc('month', day::timestamptz, 'UTC') as month, topic
    from unnest(${sql.param(days.map(({ day }) => day))}::text[],
      ${sql.param(days.map(({ topic }) => topic))}::text[]) as summed (day, topic)) as months
  join ${deskDays} using (topic)
  where day >= month and day < month + interval '1 month'
  group by month, topic
  on conflict (month, topic) do update set ${anew}`
