/** True if guests who verified an address by code may open this path. */
export const opensByProof = (path: string): boolean =>
  /^\/(tickets(\/|$|\?)|p\/\d+\/report|u\/)/.test(path)
