// Pages are plain HTML; what needs a hydrated component lives in the (work) group.
export const csr = false
