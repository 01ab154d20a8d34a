import type { SatisfactionCell } from './contract.ts'

/** Answers that a cell needs to be shown: of fewer, each could be guessed. */
export const smallestCell = 5

/**
 * Folds cells with few answers into one without a key. If that has few answers too, the smallest of
 * the others joins it: a single hidden cell is the total without the others. Nothing is left of a
 * total with few answers.
 */
export function foldSmall(cells: readonly SatisfactionCell[]): SatisfactionCell[] {
  const sorted = cells.toSorted((a, b) => b.answered - a.answered)
  const folded: SatisfactionCell[] = []
  while (needsMore(folded, sorted.at(-1))) {
    const cell = sorted.pop()
    if (cell) folded.push(cell)
  }
  const others = {
    key: null,
    answered: sumOf(folded, 'answered'),
    solved: sumOf(folded, 'solved')
  }
  const shown = cells.filter((cell) => sorted.includes(cell))
  return others.answered >= smallestCell ? [...shown, others] : shown
}

const needsMore = (folded: readonly SatisfactionCell[], next: SatisfactionCell | undefined) =>
  next !== undefined &&
  (next.answered < smallestCell || (folded.length > 0 && sumOf(folded, 'answered') < smallestCell))

const sumOf = (cells: readonly SatisfactionCell[], what: 'answered' | 'solved') =>
  cells.reduce((sum, { [what]: count }) => sum + count, 0)
