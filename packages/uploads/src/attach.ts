import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { uploads } from './schema.ts'

/** The post, message, announcement, site, user or sign-in provider that uploads are attached to. */
export type Parent = { kind: NonNullable<(typeof uploads.$inferSelect)['parentKind']>; id: number }

const reference = /\/api\/v1\/uploads\/([\w-]{22})(?![\w-])/g

/** The ids of the uploads that a text shows or links to, without duplicates. */
export const uploadIdsIn = (text: string): string[] => [
  ...new Set(Array.from(text.matchAll(reference), ([, id = '']) => id))
]

const shown = /!?\[[^\]\n]*\]\(\/api\/v1\/uploads\/[\w-]{22}(?![\w-])[^)\n]*\)/g

/** Replaces the uploads that a Markdown text shows or links to, with their names. */
export const withoutUploads = (text: string, replacement: string): string =>
  text.replace(shown, replacement).replace(reference, replacement)

/**
 * Attaches the actor's own uploads to a text, which gives them the text's visibility. Foreign,
 * unknown and already attached ids are ignored: naming an upload gives no right to it, and a
 * different answer would reveal whether it exists.
 */
export async function attachUploads(ctx: Context, ids: string[], parent: Parent): Promise<void> {
  if (ids.length === 0) return
  const own = and(
    inArray(uploads.id, ids),
    eq(uploads.ownerId, ctx.actor.id),
    isNull(uploads.parentId),
    isNull(uploads.erasedAt)
  )
  await ctx.db
    .update(uploads)
    .set({ parentKind: parent.kind, parentId: parent.id, attachedAt: ctx.now })
    .where(own)
}

/**
 * Detaches uploads from a deleted text, so that their owner can attach them elsewhere. Those that
 * stay unattached are erased after a day.
 */
export async function detachUploads({ db }: Context, { kind, id }: Parent): Promise<void> {
  await db
    .update(uploads)
    .set({ parentKind: null, parentId: null, attachedAt: null })
    .where(and(eq(uploads.parentKind, kind), eq(uploads.parentId, id)))
}
