import { sql, type SQL } from 'drizzle-orm'
import type { posts } from '../schema.ts'
import { rendererVersion } from './markdown.ts'
import type { RenderedBody } from './rendering.ts'

/** What is stored of a rendered text beside the text. */
export const storedRendering = ({ html, quarantined }: RenderedBody) => ({
  html,
  rendererVersion,
  quarantinedLinks: [...quarantined]
})

/** The flag of a post that a moderator has let out. */
export const looked = { leadsOut: false, flaggedAt: null } as const

type Written = Pick<RenderedBody, 'quarantined'> & { leadsOut: boolean }

/** Whether a moderator should look at a text although it is public, and since when. */
export const flagOf = (
  { quarantined, leadsOut }: Written,
  now: string
): Pick<typeof posts.$inferInsert, 'leadsOut' | 'flaggedAt'> => ({
  leadsOut,
  flaggedAt: quarantined.length > 0 || leadsOut ? now : null
})

/** For a statement that inserts a post: `quarantined_links, leads_out, flagged_at`. */
export function flagValues(written: Written, now: string): SQL {
  const { leadsOut, flaggedAt } = flagOf(written, now)
  return sql`${sql.param([...written.quarantined])}::text[], ${leadsOut}::boolean,
    ${flaggedAt}::timestamptz`
}
