import type { Category } from '#lib/shapes.ts'

/** How many categories stand beside a page. One more costs no page a byte; /categories has all. */
export const limit = 40

type Place = Pick<Category, 'id' | 'slug' | 'parentId' | 'following'>

/**
 * The categories that stand beside a page, in their order: all if they are few, else those of the
 * present group, the followed ones and the top level.
 * @param here slug of the present category, if there is one
 */
export function categoriesBeside<C extends Place>(all: readonly C[], here?: string): C[] {
  if (all.length <= limit) return [...all]
  const present = all.find(({ slug }) => slug === here)
  const group = present?.parentId ?? present?.id
  const isNear = ({ id, parentId }: Place) => id === group || parentId === group
  const isFollowed = ({ following }: Place) => following === 'following'
  const isTop = ({ parentId }: Place) => parentId === null
  const wanted = [present ? all.filter(isNear) : [], all.filter(isFollowed), all.filter(isTop)]
  const shown = [...new Set(wanted.flat())].slice(0, limit)
  return all.filter((category) => shown.includes(category))
}
