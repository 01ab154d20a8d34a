import type { z } from 'zod'
import type { Context } from '@stoa/core'
import { wordsFor } from '@stoa/core/languages'
import { toSimplified } from '@stoa/guards'
import { can } from '../policy.ts'
import { audienceOf } from './category-list.ts'
import { categoriesSeen, type KnownCategory } from './categories.ts'
import type { matchingCategoryList } from './contract.ts'

type Matching = z.infer<typeof matchingCategoryList>['items'][number]

const plain = (text: string) => toSimplified(text.normalize('NFKC').toLowerCase()).trim()

/**
 * The categories that the actor may know of and that are named like this in any of their languages,
 * those that begin with it first; archived ones are left out.
 */
export async function categoriesNamed(ctx: Context, typed: string): Promise<KnownCategory[]> {
  const wanted = plain(typed)
  const ranks = (await categoriesSeen(ctx))
    .filter(({ archivedAt }) => archivedAt === null)
    .map((category) => ({ category, rank: rankOf(category, wanted) }))
  const found = ranks.filter(({ rank }) => rank < absent)
  return found.sort((a, b) => a.rank - b.rank).map(({ category }) => category)
}

const absent = 3

/** 0: the whole name, 1: its beginning, 2: within it. */
function rankOf({ name }: KnownCategory, wanted: string): number {
  const ranks = Object.values(name).map((words) => {
    const at = plain(words).indexOf(wanted)
    if (at === 0) return plain(words) === wanted ? 0 : 1
    return at > 0 ? 2 : absent
  })
  return Math.min(absent, ...ranks)
}

const most = 10

/** At most ten categories with this name, for a field in which one is chosen by typing. */
export async function listMatching(
  ctx: Context,
  { q, ask }: { q: string; ask?: boolean | undefined }
): Promise<{ items: Matching[] }> {
  const [named, seen] = await Promise.all([categoriesNamed(ctx, q), categoriesSeen(ctx)])
  const names = new Map(seen.map(({ id, name }) => [id, wordsFor(ctx, name)]))
  const offered = ask ? named.filter((one) => mayAsk(ctx, one)) : named
  const items = offered.slice(0, most).map((category) => {
    const { id, slug, parentId } = category
    const parent = parentId === null ? null : (names.get(parentId) ?? null)
    return { id, slug, name: names.get(id) ?? slug, parent, audience: audienceOf(ctx, category) }
  })
  return { items }
}

// A guest writes first and signs up then.
const mayAsk = ({ actor }: Context, category: KnownCategory) =>
  actor.role === 'guest' ? category.rule !== 'read_only' : can.createThread(actor, category)
