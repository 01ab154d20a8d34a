import { snapshotOf, type Snapshot } from '@stoa/core'
import type { trustedEntries } from './schema.ts'

type Entry = Pick<typeof trustedEntries.$inferSelect, 'kind' | 'value' | 'officialAt'>

/** What a second person confirms: this contact, and that it comes or goes. */
export const snapshotOfEntry = ({ kind, value, officialAt }: Entry): Snapshot =>
  snapshotOf({ contact: kind, value, state: officialAt === null ? 'proposed' : 'leaving' })
