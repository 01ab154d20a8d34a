import { m } from '@stoa/messages'

/** How people join, in the order in which the ways are listed. */
export const ways = ['open', 'invitation', 'domains'] as const

type Way = (typeof ways)[number]

/** What a form sent; of a form that was changed by hand the API refuses what is none. */
export const wayIn = (typed: string) => typed as Way

export const wayWords: Record<Way, { title: () => string; hint: () => string }> = {
  open: { title: m.accounts_joining_open, hint: m.accounts_joining_open_hint },
  invitation: { title: m.accounts_joining_invitation, hint: m.accounts_joining_invitation_hint },
  domains: { title: m.accounts_joining_domains, hint: m.accounts_joining_domains_hint }
}
