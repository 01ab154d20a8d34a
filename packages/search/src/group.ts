import { articleOf } from './articles/article.ts'
import type { Match } from './engine.ts'

/** Matches of one thread: the best one and their number. */
export type Group = { best: Match; count: number }

/** Groups matches by thread, an article on its own; a group's position is that of its best match. */
export function grouped(matches: Match[]): Group[] {
  const groups = new Map<number, Group>()
  for (const match of matches) {
    const group = groups.get(match.threadId)
    if (group) group.count += 1
    else groups.set(match.threadId, { best: match, count: 1 })
  }
  return [...groups.values()]
}

/** Counts threads per category, largest first. */
export function countByCategory(groups: Group[]): { categoryId: number; count: number }[] {
  const counts = new Map<number, number>()
  const ofThreads = groups.filter(({ best }) => articleOf(best.postId) === undefined)
  for (const { best } of ofThreads)
    counts.set(best.categoryId, (counts.get(best.categoryId) ?? 0) + 1)
  return Array.from(counts, ([categoryId, count]) => ({ categoryId, count })).sort(
    (a, b) => b.count - a.count || a.categoryId - b.categoryId
  )
}
