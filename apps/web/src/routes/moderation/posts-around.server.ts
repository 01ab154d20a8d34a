import type { Api } from '@stoa/api'
import { ifFound } from '#lib/problems.server.ts'

const shownBefore = 2
const shownAround = 5

/** A post with its neighbours; none if it is not there any more. */
export async function postsAround(
  { threads }: Api,
  { threadId, number }: { threadId: number; number: number }
) {
  const after = Math.max(0, number - shownBefore - 1)
  const found = await ifFound(threads.posts({ id: threadId, after }))
  return found?.items.slice(0, shownAround) ?? []
}
