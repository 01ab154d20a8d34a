type Limited = { scopes: readonly string[] | null }

/** True for a guest who verified an address by code. */
export const isSupportSession = ({ scopes }: Limited): boolean =>
  scopes?.includes('support') ?? false

/** True if such a guest may open this path. */
export const isSupportPath = (path: string): boolean =>
  /^\/(tickets(\/|$|\?)|p\/\d+\/report|u\/)/.test(path)
