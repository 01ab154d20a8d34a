import { asc } from 'drizzle-orm'
import type { z } from 'zod'
import { cached, invalid, snapshotOfFields, type Context, type Locale } from '@stoa/core'
import { nameFor, wordsFor, type TextByLocale } from '@stoa/core/languages'
import { isTranslated, m } from '@stoa/messages'
import type { typeList } from './endpoints/types-contract.ts'
import { announcementTypes, builtInTypes, type BuiltInType } from './schema.ts'

/** `removed`: new announcements cannot have this type. */
type KnownType = { key: string; names: TextByLocale; basis: BuiltInType; removed: boolean }

export type ShownName = ReturnType<typeof nameFor>

const words: Record<BuiltInType, typeof m.announcements_type_info> = {
  incident: m.announcements_type_incident,
  maintenance: m.announcements_type_maintenance,
  risk: m.announcements_type_risk,
  feature: m.announcements_type_feature,
  info: m.announcements_type_info
}

const known = new WeakMap<readonly Locale[], KnownType[]>()

/** Those of the forum's languages are kept, as every page asks for them. */
function builtIn({ ports: { languages } }: Context): KnownType[] {
  const types = known.get(languages.all) ?? builtInTypes.map((key) => typeIn(languages.all, key))
  known.set(languages.all, types)
  return types
}

const typeIn = (locales: readonly Locale[], key: BuiltInType): KnownType => ({
  key,
  names: namesOf(locales, key),
  basis: key,
  removed: false
})

const namesOf = (locales: readonly Locale[], key: BuiltInType): TextByLocale =>
  Object.fromEntries(
    locales
      .filter((locale) => isTranslated(`announcements_type_${key}`, locale))
      .map((locale) => [locale, words[key]({}, { locale })])
  )

export const isBuiltIn = (key: string) => (builtInTypes as readonly string[]).includes(key)

const cache = cached(30_000, async ({ db }): Promise<KnownType[]> => {
  const rows = await db.select().from(announcementTypes).orderBy(asc(announcementTypes.createdAt))
  return rows.map(({ removedAt, ...row }) => ({ ...row, removed: removedAt !== null }))
})

const allTypes = async (ctx: Context) => [...builtIn(ctx), ...(await cache.of(ctx))]

/** Drops the cached types of this process. Every node calls it when one has changed. */
export const invalidateTypes = cache.drop

/** Names of all types in the reader's language, by key; cached in this process. */
export async function namesOfTypes(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const all = await allTypes(ctx)
  return new Map(all.map(({ key, names }) => [key, wordsFor(ctx, names)]))
}

/** Names of all types as `namesOfTypes`, each with the language that it falls back to. */
export async function shownTypes(ctx: Context): Promise<ReadonlyMap<string, ShownName>> {
  const all = await allTypes(ctx)
  return new Map(all.map(({ key, names }) => [key, nameFor(ctx, names)]))
}

/** Returns the type with this key, even if removed; undefined if there never was one. */
export async function knownType(ctx: Context, key: string): Promise<KnownType | undefined> {
  return (await allTypes(ctx)).find((type) => type.key === key)
}

/**
 * Returns the type for new content.
 * @param before type of the previous version, which may be kept even if it was removed since
 * @throws Problem 422 on `type` if it does not exist
 */
export async function findType(ctx: Context, key: string, before?: string): Promise<KnownType> {
  const found = await knownType(ctx, key)
  if (!found || (found.removed && key !== before)) throw invalid('type', 'field_invalid')
  return found
}

/** Lists all types, built-in ones first. */
export async function listTypes(ctx: Context): Promise<z.infer<typeof typeList>> {
  const all = await allTypes(ctx)
  return {
    items: all.map(({ removed, ...type }) => ({
      ...type,
      snapshot: snapshotOfFields({ names: type.names }),
      name: wordsFor(ctx, type.names),
      builtIn: isBuiltIn(type.key),
      offered: !removed
    }))
  }
}
