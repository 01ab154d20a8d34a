import { sql, type SQL } from 'drizzle-orm'
import { after, type Context } from '@stoa/core'
import { articleDays, articleFeedback, articles } from '../schema.ts'

/** What is counted of one article, or of a section. */
export type Counts = {
  place: number | null
  views: number
  search: number
  asking: number
  askingHelped: number
  tickets: number
  helped: number
  notHelped: number
  wrong: number
  outdated: number
  unclear: number
  not_found: number
  open: number
}

const day = 24 * 3600_000

/**
 * Counts the last days, those with most views first.
 * @param place what is counted together: the id of an article or of its section
 */
export async function countUses(
  { db, now }: Context,
  { days, place, where = sql`true` }: { days: number; place: SQL; where?: SQL }
): Promise<Counts[]> {
  const since = after(now, -days * day).slice(0, 10)
  const sum = (name: string) => sql`coalesce(sum(${sql.identifier(name)}), 0)::int`
  const answers = (condition: SQL) => sql`count(*) filter (where ${condition})`
  const rows = await db.execute<Counts>(sql`
    with uses as (select article_id, sum(views) views, sum(search) search, sum(asking) asking,
        sum(tickets) tickets from ${articleDays} where day >= ${since}::date group by article_id),
      answers as (select article_id, ${answers(sql`helped`)} helped,
        ${answers(sql`not helped`)} not_helped,
        ${answers(sql`helped and while_asking`)} asking_helped,
        ${answers(sql`reason = 'wrong'`)} wrong, ${answers(sql`reason = 'outdated'`)} outdated,
        ${answers(sql`reason = 'unclear'`)} unclear,
        ${answers(sql`reason = 'not_found'`)} not_found,
        ${answers(sql`words is not null and done_at is null`)} open
        from ${articleFeedback} where day >= ${since}::date group by article_id)
    select ${place} as place, ${sum('views')} views, ${sum('search')} search,
      ${sum('asking')} asking, ${sum('tickets')} tickets, ${sum('helped')} helped,
      ${sum('not_helped')} "notHelped", ${sum('asking_helped')} "askingHelped",
      ${sum('wrong')} wrong, ${sum('outdated')} outdated, ${sum('unclear')} unclear,
      ${sum('not_found')} not_found, ${sum('open')} open
    from ${articles} left join uses on uses.article_id = articles.id
      left join answers on answers.article_id = articles.id
    where ${where} and (uses.article_id is not null or answers.article_id is not null)
    group by place order by views desc, place limit 100`)
  return [...rows]
}

/** The counts as they are shown. */
export const shownCounts = ({ views, search, asking, askingHelped, tickets, ...row }: Counts) => ({
  ...{ views, search, asking, askingHelped, tickets },
  ...{ helped: row.helped, notHelped: row.notHelped }
})

/** How often each reason was given. */
export const reasonsOf = ({ wrong, outdated, unclear, not_found }: Counts) => ({
  ...{ wrong, outdated, unclear, not_found }
})
