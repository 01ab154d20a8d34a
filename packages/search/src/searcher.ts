import type { Actor, Context } from '@stoa/core'
import { categoriesSeen } from '@stoa/threads'

/** Who searches, with the categories that they read and guests do not, or that they moderate. */
export type Searcher = Actor & { closedCategories?: readonly number[] }

/** Adds the categories to the actor, from those that this process has cached. */
export async function searcherOf(ctx: Context): Promise<Searcher> {
  const { actor } = ctx
  if (actor.role === 'guest') return actor
  const closed = (await categoriesSeen(ctx)).filter(({ readers }) => readers !== 'everyone')
  const ids = [...closed.map(({ id }) => id), ...actor.moderates]
  return { ...actor, closedCategories: [...new Set(ids)] }
}
