import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { normalize } from './normalization.ts'
import { visibleAnnouncements } from './policy.ts'
import { typeNamesFor, rowColumns, toRow, typeOf } from './rows.ts'
import { announcements, announcementTexts } from './schema.ts'

const runs = /\p{Script=Han}+|[\p{L}\p{N}]+/gu
const isHan = /^\p{Script=Han}/u
// A query with more groups is a whole sentence, which no announcement matches.
const maxGroups = 12

/**
 * Public announcements with a word of each group, for the forum's search: current ones first, then
 * the latest.
 */
export async function announcementsWith(ctx: Context, groups: string[][], limit: number) {
  const wanted = groups.map(patternOf).filter((pattern) => pattern !== '')
  if (wanted.length === 0 || wanted.length > maxGroups) return []
  const holds = sql`(${announcements.state} = 'published'
    and coalesce(${announcements.expiresAt} > ${ctx.now}, true))`
  const rows = await ctx.db
    .select(rowColumns)
    .from(announcements)
    .where(and(visibleAnnouncements(ctx.actor), isPublic, saying(wanted)))
    .orderBy(desc(holds), desc(announcements.publishedAt), desc(announcements.id))
    .limit(limit)
  const names = await typeNamesFor(ctx)
  return rows.map((row) => {
    const { id, url, basis, severity, ...rest } = toRow(ctx, row, names)
    const { title, language, active, publishedAt } = rest
    const type = typeOf(row, names)
    return { id, url, ...type, basis, severity, title, language, active, publishedAt }
  })
}

// A withdrawn announcement is not found by what it wrongly said.
const isPublic = inArray(announcements.state, ['published', 'expired'])

/** Condition: all patterns match in the same language. */
function saying(patterns: string[]): SQL {
  const conditions = patterns.map((pattern) => sql`${announcementTexts.folded} ~ ${pattern}`)
  return sql`exists (select from ${announcementTexts}
    where ${and(eq(announcementTexts.announcementId, announcements.id), ...conditions)})`
}

const patternOf = (alternatives: string[]): string =>
  alternatives
    .map(wordsPattern)
    .filter((pattern) => pattern !== '')
    .join('|')

// Runs contain only letters and digits, which need no escaping in a pattern.
const wordsPattern = (text: string): string =>
  [...normalize(text).matchAll(runs)]
    .map(([run]) => (isHan.test(run) ? run : `(?<![a-z0-9])${run}(?![a-z0-9])`))
    .join('[^[:alnum:]]*')
