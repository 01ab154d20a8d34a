/** Page numbers of a pager: the first, the last and the neighbours; null for a gap. */
export function pagesShown(current: number, count: number): (number | null)[] {
  const near = [current - 1, current, current + 1]
  const numbers = [...new Set([1, ...near, count])].filter((n) => n >= 1 && n <= count)
  return numbers.flatMap((n, i) => (n - (numbers[i - 1] ?? 0) > 1 ? [null, n] : [n]))
}
