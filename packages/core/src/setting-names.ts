import { StartError } from './start-error.ts'

const prefix = 'STOA_'

/**
 * Refuses unknown `STOA_` names, because a typing error would otherwise go unnoticed.
 * @throws StartError with the nearest known name
 */
export function refuseUnknown(known: string[], env: NodeJS.ProcessEnv): void {
  const names = known.filter((name) => name.startsWith(prefix))
  const unknown = Object.keys(env).find((name) => name.startsWith(prefix) && !names.includes(name))
  if (unknown === undefined) return
  throw new StartError(
    `${unknown} is not a setting of Stoa: did you mean ${nearest(unknown, names)}? .env.example ` +
      'explains every setting.'
  )
}

const nearest = (name: string, candidates: string[]) =>
  candidates.toSorted((a, b) => distance(name, a) - distance(name, b))[0]

/** Levenshtein distance: how many letters must be changed, added or removed. */
export function distance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [row, letter] of [...from].entries()) {
    const current = [row + 1]
    for (const [column, other] of [...to].entries()) {
      const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1)
      const added = Math.min(current[column] ?? 0, previous[column + 1] ?? 0) + 1
      current.push(Math.min(replaced, added))
    }
    previous = current
  }
  return previous[to.length] ?? 0
}
