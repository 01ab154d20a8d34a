// Pages are HTML; src/enhance makes some of them better.
export const csr = false
