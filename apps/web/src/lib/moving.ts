import type { Category } from '#lib/shapes.ts'

/**
 * Where a reader may move threads to, and from (slugs): categories that they moderate, unless it is one
 * only.
 */
export function movingOf(categories: readonly Category[]) {
  const moderated = categories.filter(({ can }) => can.moderate)
  const targets = moderated.length > 1 ? moderated : []
  return { targets, movableIn: new Set(targets.map(({ slug }) => slug)) }
}
