/** How long details of a closed ticket are kept: the default, or as identity documents. */
export const detailsPeriods = ['ticket_details', 'identity_documents'] as const
export type DetailsPeriod = (typeof detailsPeriods)[number]
