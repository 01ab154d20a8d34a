const depth = 10

const gain = (grade: number) => 2 ** grade - 1

const discounted = (grades: number[]) =>
  grades.slice(0, depth).reduce((sum, grade, at) => sum + gain(grade) / Math.log2(at + 2), 0)

/**
 * Normalised discounted cumulative gain of the first ten results: 1 if the best answers are on top.
 * @param found keys in the order of the results
 */
export function ndcg(found: string[], grades: ReadonlyMap<string, number>): number {
  const ideal = [...grades.values()].sort((a, b) => b - a)
  return discounted(found.map((key) => grades.get(key) ?? 0)) / discounted(ideal)
}

/** The share of useful threads that is among the first ten. */
export function recall(found: string[], grades: ReadonlyMap<string, number>): number {
  const hits = found.slice(0, depth).filter((key) => grades.has(key)).length
  return hits / Math.min(depth, grades.size)
}
