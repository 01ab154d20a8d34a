import { sql } from 'drizzle-orm'
import type { Context, Locale } from '@stoa/core'
import { textFor } from '@stoa/core/languages'
import { listCategories } from '@stoa/threads'
import type { AnnouncementRow } from './shapes.ts'
import { namesOfServices } from './affected-services/known.ts'
import { shownTypes, type ShownName } from './types.ts'
import { shownPhase } from './phase.ts'
import { announcementCategories, announcements, announcementTexts } from './schema.ts'
import { announcementUrl } from './urls.ts'

const titles = sql<Partial<Record<Locale, string>>>`(
  select coalesce(json_object_agg(${announcementTexts.locale}, ${announcementTexts.title}), '{}')
  from ${announcementTexts} where ${announcementTexts.announcementId} = ${announcements.id})`

const categoryIds = sql<number[]>`(
  select coalesce(json_agg(${announcementCategories.categoryId}
    order by ${announcementCategories.categoryId}), '[]')
  from ${announcementCategories}
  where ${announcementCategories.announcementId} = ${announcements.id})`

/** Columns of announcement rows. */
export const rowColumns = {
  id: announcements.id,
  type: announcements.type,
  basis: announcements.basis,
  severity: announcements.severity,
  state: announcements.state,
  phase: announcements.phase,
  services: announcements.services,
  publishedAt: announcements.publishedAt,
  publishAt: announcements.publishAt,
  expiresAt: announcements.expiresAt,
  startsAt: announcements.startsAt,
  endsAt: announcements.endsAt,
  pinnedUntil: announcements.pinnedUntil,
  pinOrder: announcements.pinOrder,
  changedAt: announcements.changedAt,
  asksAcknowledgement: announcements.asksAcknowledgement,
  titles,
  categoryIds
}

export type StoredRow = Pick<
  typeof announcements.$inferSelect,
  Exclude<keyof typeof rowColumns, 'titles' | 'categoryIds'>
> & { titles: Partial<Record<Locale, string>>; categoryIds: number[] }

/** Published, and neither expired nor withdrawn. */
export const isActive = (
  { state, expiresAt }: Pick<StoredRow, 'state' | 'expiresAt'>,
  now: string
): boolean => state === 'published' && (expiresAt === null || expiresAt > now)

type Link = AnnouncementRow['categories'][number]

/** Names of types and services and links of categories in the reader's language. */
export type Names = {
  types: ReadonlyMap<string, ShownName>
  services: ReadonlyMap<string, string>
  categories: ReadonlyMap<number, Link>
}

/** Reads the names of types, services, and of categories that the actor may know of. */
export async function namesFor(ctx: Context): Promise<Names> {
  const [names, { items }] = await Promise.all([typeNamesFor(ctx), listCategories(ctx)])
  return {
    ...names,
    categories: new Map(items.map((category) => [category.id, linkOf(ctx, category)]))
  }
}

const linkOf = (
  { locale }: Context,
  { id, slug, name, nameLanguage }: Link & { nameLanguage: Locale }
): Link => ({ id, slug, name, ...(nameLanguage !== locale && { nameLanguage }) })

/** Reads only the names of types and services, for shapes without categories. */
export async function typeNamesFor(ctx: Context): Promise<Names> {
  const [types, services] = await Promise.all([shownTypes(ctx), namesOfServices(ctx)])
  return { types, services, categories: new Map() }
}

/** Builds a list row, in the reader's language or the nearest one. */
export function toRow(
  ctx: Pick<Context, 'locale' | 'now' | 'ports'>,
  row: StoredRow,
  names: Names
): AnnouncementRow {
  const { locale, now } = ctx
  const { titles, categoryIds, pinOrder: _order, asksAcknowledgement: _asks, ...facts } = row
  const { language, text } = textFor(ctx, titles) ?? { language: locale, text: '' }
  return {
    ...facts,
    // The state is computed from the time, because the timed task may not have run yet.
    state: facts.state === 'published' && !isActive(row, now) ? 'expired' : facts.state,
    phase: shownPhase(row, now),
    url: announcementUrl(row.id, text),
    ...typeOf(row, names),
    title: text,
    services: row.services.map((service) => names.services.get(service) ?? service),
    language,
    translated: language === locale,
    categories: categoryIds.flatMap((id) => names.categories.get(id) ?? []),
    active: isActive(row, now)
  }
}

/** Fields by which pages name the type of an announcement. */
export function typeOf({ type }: Pick<StoredRow, 'type'>, { types }: Names) {
  // A type that this process has not cached yet is named by its key.
  const { name, nameLanguage } = types.get(type) ?? { name: type }
  return { type, typeName: name, ...(nameLanguage && { typeLanguage: nameLanguage }) }
}

/** Builds the shape that linked threads and tickets show. */
export function toLink(
  ctx: Pick<Context, 'locale' | 'now' | 'ports'>,
  row: StoredRow,
  names: Names
) {
  const { id, url, basis, severity, ...rest } = toRow(ctx, row, names)
  const { state, phase, title, language, changedAt } = rest
  const type = typeOf(row, names)
  return { id, url, ...type, basis, severity, state, phase, title, language, changedAt }
}
