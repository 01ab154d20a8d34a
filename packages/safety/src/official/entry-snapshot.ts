import { snapshotOf, type Snapshot } from '@stoa/core'
import type { trustedEntries } from '../schema.ts'

type Entry = Pick<typeof trustedEntries.$inferSelect, 'kind' | 'value' | 'officialAt'>

/** What a second admin confirms: the contact, and whether it is added or removed. */
export const snapshotOfEntry = ({ kind, value, officialAt }: Entry): Snapshot =>
  snapshotOf({ contact: kind, value, state: officialAt === null ? 'proposed' : 'leaving' })
