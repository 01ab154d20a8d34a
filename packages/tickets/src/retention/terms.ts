/** How long details of a closed ticket are kept: as usual, or as identity papers. */
export const retentionTerms = ['ticket_details', 'identity_papers'] as const
export type RetentionTerm = (typeof retentionTerms)[number]
