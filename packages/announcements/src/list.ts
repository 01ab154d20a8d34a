import {
  and,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  like,
  lt,
  not,
  or,
  sql,
  type SQL
} from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { decodeCursor, paged, timeKey } from '@stoa/core/data'
import { findCategory } from '@stoa/threads'
import type { AnnouncementQuery, announcementList, archive } from './endpoints/reading-contract.ts'
import { runningIncidents } from './current.ts'
import { normalize } from './normalization.ts'
import { visibleAnnouncements } from './policy.ts'
import { namesFor, rowColumns, toRow } from './rows.ts'
import { namesOfServices } from './affected-services/known.ts'
import { announcementCategories, announcements, announcementTexts } from './schema.ts'

const pageSize = 20

const published = inArray(announcements.state, ['published', 'expired', 'withdrawn'])
const order = [desc(announcements.publishedAt), desc(announcements.id)]

/**
 * Lists published announcements, newest first, after the incidents that go on.
 * @throws Problem 404 for a category the actor may not know of, 422 `invalid_cursor`
 */
export async function listAnnouncements(
  ctx: Context,
  query: AnnouncementQuery
): Promise<z.infer<typeof announcementList>> {
  const conditions = await matching(ctx, query)
  const running = await runningIncidents(ctx)
  const isRunning = running.length > 0 ? [inArray(announcements.id, running)] : []
  const later = query.cursor === undefined ? [] : isRunning.map(not)
  const rows = await ctx.db
    .select(rowColumns)
    .from(announcements)
    .where(
      and(visibleAnnouncements(ctx.actor), published, ...conditions, behind(query.cursor), ...later)
    )
    .orderBy(...isRunning.map(desc), ...order)
    .limit(pageSize + 1)
  const { items, next } = paged(rows, pageSize, (row) => [row.publishedAt ?? '', row.id])
  const names = await namesFor(ctx)
  return { items: items.map((row) => toRow(ctx, row, names)), next }
}

function behind(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined
  const [time, id] = decodeCursor(cursor, timeKey)
  return sql`(${announcements.publishedAt}, ${announcements.id}) < (${time}::timestamptz, ${id}::bigint)`
}

async function matching(ctx: Context, query: AnnouncementQuery): Promise<(SQL | undefined)[]> {
  const { active, type, severity, service, category, q } = query
  return [
    type === undefined ? undefined : eq(announcements.type, type),
    severity && eq(announcements.severity, severity),
    service ? sql`${service} = any(${announcements.services})` : undefined,
    active === undefined ? undefined : activity(ctx.now, active),
    category ? await concerning(ctx, category) : undefined,
    within(query),
    q && normalize(q).trim() !== '' ? saying(normalize(q).trim()) : undefined
  ]
}

function activity(now: string, active: boolean): SQL | undefined {
  const holds = and(
    eq(announcements.state, 'published'),
    or(isNull(announcements.expiresAt), gt(announcements.expiresAt, now))
  )
  return active ? holds : sql`not ${holds}`
}

/**
 * Condition: announcements for the category (by slug) or for all categories. @throws Problem 404
 */
export async function concerning(ctx: Context, slug: string): Promise<SQL> {
  const family = await findCategory(ctx, slug)
  const ids = family.map(({ id }) => id)
  const parents = family.flatMap(({ parentId }) => parentId ?? [])
  return sql`(not exists (select from ${announcementCategories}
      where ${announcementCategories.announcementId} = ${announcements.id})
    or exists (select from ${announcementCategories}
      where ${announcementCategories.announcementId} = ${announcements.id}
        and ${inArray(announcementCategories.categoryId, [...ids, ...parents])}))`
}

function within({ year, month }: AnnouncementQuery): SQL | undefined {
  if (year === undefined) return undefined
  const from = new Date(Date.UTC(year, (month ?? 1) - 1)).toISOString()
  const to = new Date(
    month === undefined ? Date.UTC(year + 1, 0) : Date.UTC(year, month)
  ).toISOString()
  return and(gte(announcements.publishedAt, from), lt(announcements.publishedAt, to))
}

/** A withdrawn announcement is not found by its text. */
const saying = (text: string) =>
  and(
    sql`${announcements.state} <> 'withdrawn'`,
    sql`exists (select from ${announcementTexts}
      where ${announcementTexts.announcementId} = ${announcements.id}
        and ${like(announcementTexts.folded, `%${text.replace(/[\\%_]/g, '\\$&')}%`)})`
  )

/** Lists months with announcements, and the services that announcements name. */
export async function readArchive(ctx: Context): Promise<z.infer<typeof archive>> {
  const seen = and(visibleAnnouncements(ctx.actor), published)
  const part = (name: 'year' | 'month') =>
    sql<number>`extract(${sql.raw(name)} from ${announcements.publishedAt} at time zone 'UTC')::int`
  const months = await ctx.db
    .select({ year: part('year'), month: part('month'), count: sql<number>`count(*)::int` })
    .from(announcements)
    .where(seen)
    .groupBy(sql`1`, sql`2`)
    .orderBy(sql`1 desc`, sql`2 desc`)
  const services = await ctx.db
    .selectDistinct({ key: sql<string>`unnest(${announcements.services})`.as('key') })
    .from(announcements)
    .where(seen)
    .orderBy(sql`key`)
  const names = await namesOfServices(ctx)
  return { months, services: services.map(({ key }) => ({ key, name: names.get(key) ?? key })) }
}
