// Pages of moderation and desk hydrate.
export const csr = true
