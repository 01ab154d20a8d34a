const serverOnlyTransport = new WeakSet<object>()

/**
 * Marks data of a page that is not hydrated. Without it, SvelteKit would serialise the data for the
 * browser, a tenth of the time of a long page. See `src/hooks.ts`.
 */
export function serverOnly<T extends object>(value: T): T {
  serverOnlyTransport.add(value)
  return value
}

export const isServerOnly = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && serverOnlyTransport.has(value)
