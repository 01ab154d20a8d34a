import { asc } from 'drizzle-orm'
import type { z } from 'zod'
import { invalid, cached, locales, type Context, type Locale } from '@stoa/core'
import { m } from '@stoa/messages'
import type { kindList } from './contract.ts'
import { announcementKinds, builtInKinds, type BuiltInKind } from './schema.ts'

type Names = Record<Locale, string>

/** `removed`: new announcements cannot have this kind. */
type KnownKind = { key: string; names: Names; basis: BuiltInKind; removed: boolean }

const words: Record<BuiltInKind, typeof m.announcements_kind_info> = {
  incident: m.announcements_kind_incident,
  maintenance: m.announcements_kind_maintenance,
  risk: m.announcements_kind_risk,
  feature: m.announcements_kind_feature,
  info: m.announcements_kind_info
}

const namesOf = (key: BuiltInKind): Names => ({
  en: words[key]({}, { locale: 'en' }),
  'zh-CN': words[key]({}, { locale: 'zh-CN' }),
  'zh-TW': words[key]({}, { locale: 'zh-TW' })
})

const builtIn: readonly KnownKind[] = (Object.keys(words) as BuiltInKind[]).map((key) => ({
  ...{ key, names: namesOf(key), basis: key, removed: false }
}))

export const isBuiltIn = (key: string) => (builtInKinds as readonly string[]).includes(key)

const memory = cached(30_000, async ({ db }) => {
  const rows = await db.select().from(announcementKinds).orderBy(asc(announcementKinds.createdAt))
  const added = rows.map(({ removedAt, ...row }) => ({ ...row, removed: removedAt !== null }))
  const all: readonly KnownKind[] = [...builtIn, ...added]
  return { all, names: namesIn(all) }
})

const namesIn = (all: readonly KnownKind[]) =>
  new Map(
    locales.map((locale) => [locale, new Map(all.map(({ key, names }) => [key, names[locale]]))])
  )

/** Drops the cached kinds of this process. Every node calls it when one has changed. */
export const invalidateTypes = memory.drop

/** Names of all kinds in the reader's language, by key; cached in this process. */
export async function namesOfKinds(ctx: Context): Promise<ReadonlyMap<string, string>> {
  return (await memory.of(ctx)).names.get(ctx.locale) ?? new Map<string, string>()
}

/** Returns the kind with this key, even if removed; undefined if there never was one. */
export async function knownKind(ctx: Context, key: string): Promise<KnownKind | undefined> {
  return (await memory.of(ctx)).all.find((kind) => kind.key === key)
}

/**
 * Returns the kind for new content.
 * @param before kind of the previous version, which may be kept even if it was removed since
 * @throws Problem 422 on `kind` if it does not exist
 */
export async function findKind(ctx: Context, key: string, before?: string): Promise<KnownKind> {
  const found = await knownKind(ctx, key)
  if (!found || (found.removed && key !== before)) throw invalid('kind', 'field_invalid')
  return found
}

/** Lists all kinds, built-in ones first. */
export async function listKinds(ctx: Context): Promise<z.infer<typeof kindList>> {
  const { all } = await memory.of(ctx)
  return {
    items: all.map(({ removed, ...kind }) => ({
      ...kind,
      name: kind.names[ctx.locale],
      builtIn: isBuiltIn(kind.key),
      offered: !removed
    }))
  }
}
