/** Whether a proved address opens the page at this local path. */
export const opensByProof = (path: string): boolean =>
  /^\/(tickets(\/|$|\?)|p\/\d+\/report|u\/)/.test(path)
