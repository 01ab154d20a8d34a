const serverOnlyTransport = new WeakSet<object>()

/**
 * What `load` returns for a page that is not hydrated: SvelteKit would serialise it for the browser
 * all the same, a tenth of the time of a long page. `src/hooks.ts` tells it not to.
 */
export function serverOnly<T extends object>(value: T): T {
  serverOnlyTransport.add(value)
  return value
}

export const isServerOnly = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && serverOnlyTransport.has(value)
