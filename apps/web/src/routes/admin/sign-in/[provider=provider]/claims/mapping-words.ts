import { m, type Locale } from '@stoa/messages'
import { topicName, type Topic } from '#lib/tickets/topics.ts'
import { capabilityWords, roleWords } from '#lib/accounts/roles.ts'
import type { ClaimMapping, ClaimPreview } from '#lib/shapes.ts'

export type Known = {
  groups: readonly { id: number; name: string }[]
  topics: readonly Topic[]
  locale: Locale
}

type Powers = Pick<ClaimMapping, 'capabilities' | 'deskTopics'>

// Units are joined without any mark in Chinese.
const listed = (words: readonly string[], { locale }: Known) =>
  new Intl.ListFormat(locale, { style: 'narrow', type: 'conjunction' }).format(words)

/** Permissions, `desk` with its topics behind it. */
const powerWords = ({ capabilities, deskTopics }: Powers, known: Known): string[] =>
  capabilities.map((one) => {
    if (one !== 'desk') return capabilityWords[one]()
    const names = deskTopics.map((key) => topicName(known.topics, key))
    const covered =
      names.length > 0
        ? listed(names, known)
        : m.accounts_claims_all_topics({}, { locale: known.locale })
    return `${capabilityWords.desk()} (${covered})`
  })

/** What a rule gives. */
export function givenWords({ role, groupId, ...powers }: ClaimMapping, known: Known): string {
  const group = known.groups.find(({ id }) => id === groupId)
  return listed(
    [
      ...(role ? [roleWords[role]()] : []),
      ...powerWords(powers, known),
      ...(group ? [group.name] : [])
    ],
    known
  )
}

type Held = ClaimPreview['people'][number]['before']

/** What somebody holds. */
export const heldWords = ({ role, groups, ...powers }: Held, known: Known): string =>
  listed(
    [roleWords[role](), ...powerWords(powers, known), ...groups.map(({ name }) => name)],
    known
  )
