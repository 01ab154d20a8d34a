import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Context } from '@stoa/core'
import { uploads } from './schema.ts'

/** What uploads hang on. */
export type Parent = { kind: 'post' | 'ticket_message' | 'announcement'; id: number }

const reference = /\/api\/v1\/uploads\/([\w-]{22})(?![\w-])/g

/** The ids of the uploads that a text shows or links to, each once. */
export const uploadIdsIn = (text: string): string[] => [
  ...new Set(Array.from(text.matchAll(reference), ([, id = '']) => id))
]

/**
 * Hangs the actor's own uploads on what they wrote; from then on they are as visible as that.
 * Ids of others, unknown ones and those that already hang somewhere stay as they are: naming an
 * upload gives no power over it, and an answer that differed would tell whether it exists.
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
 * Takes uploads off what is gone, for their owner to hang them on something else; what stays loose is
 * erased as if it never had hung anywhere.
 */
export async function detachUploads({ db }: Context, { kind, id }: Parent): Promise<void> {
  await db
    .update(uploads)
    .set({ parentKind: null, parentId: null, attachedAt: null })
    .where(and(eq(uploads.parentKind, kind), eq(uploads.parentId, id)))
}
