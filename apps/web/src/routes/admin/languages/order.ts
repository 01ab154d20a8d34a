/** The list with one of its items moved by a step; as it is where there is no such place. */
export function moved<T extends string>(all: readonly T[], item: string, step: number): T[] {
  const from = all.findIndex((one) => one === item)
  const to = from + step
  const [found, neighbour] = [all[from], all[to]]
  if (from < 0 || found === undefined || neighbour === undefined) return [...all]
  return all.with(from, neighbour).with(to, found)
}
