import { asc, isNotNull } from 'drizzle-orm'
import { cached, type Context, type Ports } from '@stoa/core'
import { documentVersions } from './schema.ts'

/** A public version, without its texts. */
export type KnownVersion = {
  id: number
  slug: string
  number: number
  material: boolean
  effectiveAt: string
  publishedAt: string
  shortNoticeReason: string | null
  /** When a newer version was published, before this one took effect. */
  withdrawnAt: string | null
}

const versions = cached(5 * 60_000, readPublic)

/** Returns all public versions, which each process reads once, in the order of their numbers. */
export const knownVersions = (ctx: Context): Promise<KnownVersion[]> => versions.of(ctx)

export const invalidateDocuments = (ports: Ports): void => versions.drop(ports)

async function readPublic({ db }: Context): Promise<KnownVersion[]> {
  const { id, slug, number, material, effectiveAt, publishedAt } = documentVersions
  const { shortNoticeReason, withdrawnAt } = documentVersions
  const notice = { publishedAt, shortNoticeReason, withdrawnAt }
  const rows = await db
    .select({ id, slug, number, material, effectiveAt, ...notice })
    .from(documentVersions)
    .where(isNotNull(number))
    .orderBy(asc(number), asc(id))
  return rows as KnownVersion[]
}

type Dated = Pick<KnownVersion, 'slug' | 'effectiveAt' | 'withdrawnAt'>

/** Whether a public version is, was or will be in force. */
export const takesEffect = ({ withdrawnAt }: Pick<Dated, 'withdrawnAt'>): boolean =>
  withdrawnAt === null

/** The version of a document in force at a time; undefined before the first. */
export const inForceAt = <V extends Dated>(all: readonly V[], slug: string, now: string) =>
  all.findLast((one) => one.slug === slug && takesEffect(one) && one.effectiveAt <= now)

/** The next version of a document that takes effect after a time. */
export const nextAfter = <V extends Dated>(all: readonly V[], slug: string, now: string) =>
  all.find((one) => one.slug === slug && takesEffect(one) && one.effectiveAt > now)
