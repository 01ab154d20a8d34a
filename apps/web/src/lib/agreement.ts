/** Names of the fields of `Agreement.svelte`. */
export const agreementFields = ['terms', 'privacy', 'optionalMails'] as const

type Ticked = Record<(typeof agreementFields)[number], string>

/** The boxes as they were ticked, to keep them in a form that is refused. */
export const tickedIn = ({ terms, privacy, optionalMails }: Ticked): Ticked => ({
  ...{ terms, privacy, optionalMails }
})

/** The boxes as the API's input. */
export const agreementOf = ({ terms, privacy, optionalMails }: Ticked) => ({
  terms: terms || undefined,
  privacy: privacy || undefined,
  optionalMails: optionalMails === 'yes'
})
