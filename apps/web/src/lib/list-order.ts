/** The list with one of its items moved by a step; as it is where there is no such place. */
export function moved<T>(all: readonly T[], item: T | undefined, step: number): T[] {
  const from = all.findIndex((one) => one === item)
  const neighbour = all[from + step]
  if (from < 0 || neighbour === undefined) return [...all]
  return all.with(from, neighbour).with(from + step, all[from] as T)
}
