import type { Match } from '../engine.ts'

/** Of an article that several languages match, the best match. */
export function oncePerArticle(matches: Match[]): Match[] {
  const best = new Map<number, Match>()
  for (const match of matches) {
    const known = best.get(match.postId)
    if (!known || known.textRank < match.textRank) best.set(match.postId, match)
  }
  return [...best.values()]
}
