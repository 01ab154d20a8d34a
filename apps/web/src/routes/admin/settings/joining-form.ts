import { m } from '@stoa/messages'

/** Ways of joining, in the order of the form. */
export const ways = ['open', 'invitation', 'domains'] as const

type Way = (typeof ways)[number]

/** The way in a posted form; the API refuses an unknown one. */
export const wayIn = (typed: string) => typed as Way

export const wayWords: Record<Way, { title: () => string; hint: () => string }> = {
  open: { title: m.accounts_joining_open, hint: m.accounts_joining_open_hint },
  invitation: { title: m.accounts_joining_invitation, hint: m.accounts_joining_invitation_hint },
  domains: { title: m.accounts_joining_domains, hint: m.accounts_joining_domains_hint }
}
