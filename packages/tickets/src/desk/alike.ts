const words = /[\p{sc=Han}]+|[\p{L}\p{N}]+/gu
const han = /\p{sc=Han}/u

/** The terms of a title: words, and for Chinese every pair of adjacent characters. */
export function gist(title: string): Set<string> {
  const found = title.normalize('NFKC').toLowerCase().match(words) ?? []
  return new Set(found.flatMap((word) => (han.test(word) ? pairsOf(word) : word)))
}

function pairsOf(run: string): string[] {
  const characters = Array.from(run)
  if (characters.length < 2) return characters
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}

/** Similarity of two sets of terms, from 0 to 1 (Dice coefficient). */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((word) => other.has(word)).length
  return (2 * common) / (one.size + other.size || 1)
}

const minScore = 0.25

/** Returns those of `rows` whose titles are similar to `title`, most similar first. */
export function alike<T extends { subject: string | null }>(
  title: string,
  rows: readonly T[],
  most: number
): T[] {
  const wanted = gist(title)
  return rows
    .map((row) => ({ row, score: likeness(wanted, gist(row.subject ?? '')) }))
    .filter(({ score }) => score >= minScore)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ row }) => row)
}
