// Pages are plain HTML; those with hydrated components are in the group (work).
export const csr = false
