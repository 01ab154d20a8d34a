import type { Queue } from '#lib/shapes.ts'

type List = { items: unknown[]; next: string | null }
type Count = NonNullable<Queue['counts']>[number]

/** Number of items in the first page of each list, `more` if there are others. */
export const countsOf = (lists: Record<Count['kind'], List>): Count[] =>
  (['case', 'campaign', 'edit', 'post', 'flag', 'appeal'] as const).map((kind) => {
    const { items, next } = lists[kind]
    return { kind, count: items.length, more: next !== null }
  })

/** Sum of the counts of some kinds: "3", "20+". */
export function countOf(counts: Count[], ...kinds: Count['kind'][]): string {
  const counted = counts.filter(({ kind }) => kinds.includes(kind))
  const sum = counted.reduce((total, { count }) => total + count, 0)
  return `${sum}${counted.some(({ more }) => more) ? '+' : ''}`
}
