import { inArray } from 'drizzle-orm'
import { authorColumns, usersAs } from '@stoa/accounts'
import { behindOf } from '@stoa/accounts/approvals'
import type { Author } from '@stoa/core/contract'
import type { Context } from '@stoa/core'
import type { SiteDraft } from './contract.ts'
import { currentSite } from './current.ts'
import { differing, partsOf, type Parts } from './parts.ts'
import { authorize, can } from './policy.ts'
import {
  contentIn,
  lookEditions,
  presentVersion,
  snapshotOfSite,
  type SiteVersion
} from './versions.ts'

/**
 * Returns what admins write on: the waiting version, else the one that holds.
 * @throws Problem 403
 */
export async function readDraft(ctx: Context): Promise<SiteDraft> {
  authorize.change(ctx.actor)
  const { locales, defaultLocale, openedAt } = await currentSite(ctx)
  const [present, waiting] = [await presentVersion(ctx), await lookEditions.waiting(ctx)]
  const newest = waiting ?? present
  return {
    revision: newest?.id ?? 0,
    content: contentIn(newest),
    waiting: waiting ? await showWaiting(ctx, present, waiting) : null,
    locales: [...locales],
    defaultLocale,
    opened: openedAt !== null
  }
}

async function showWaiting(ctx: Context, present: SiteVersion | undefined, waiting: SiteVersion) {
  const authors = await authorsOf(ctx, [waiting])
  return {
    snapshot: snapshotOfSite(waiting),
    changes: changesBetween(present, waiting),
    author: authors.get(waiting.authorId) ?? null,
    createdAt: waiting.createdAt,
    can: { approve: can.approve(ctx.actor, await behindOf(ctx, waiting.writerIds)) }
  }
}

/** What a version says differently from the one before it, by part. */
export function changesBetween(before: SiteVersion | undefined, version: SiteVersion) {
  const [old, changed]: [Parts, Parts] = [partsOf(contentIn(before)), partsOf(contentIn(version))]
  return differing(old, changed).map((name) => ({
    ...{ name, before: old[name] ?? '', after: changed[name] ?? '' }
  }))
}

const people = usersAs('people')

/** The people behind versions, by id. Id 0, a command on the server, has none. */
export async function authorsOf(
  { db }: Context,
  versions: readonly SiteVersion[]
): Promise<ReadonlyMap<number, Author>> {
  const ids = versions.flatMap(({ authorId, approvedById }) => [authorId, approvedById ?? 0])
  const rows = await db.select(authorColumns(people)).from(people).where(inArray(people.id, ids))
  return new Map(rows.map((author) => [author.id, author]))
}
