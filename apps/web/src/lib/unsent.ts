const unsent = new WeakSet<object>()

/**
 * What `load` returns for a page that is not hydrated: SvelteKit would serialise it for the browser
 * all the same, a tenth of the time of a long page. `src/hooks.ts` tells it not to.
 */
export function keepHere<T extends object>(value: T): T {
  unsent.add(value)
  return value
}

export const isKeptHere = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && unsent.has(value)
