// Moderation, desk, settings and administration hydrate.
export const csr = true
