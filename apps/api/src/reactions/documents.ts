import { invalidateActors } from '@stoa/accounts'
import { invalidateDocuments } from '@stoa/site/documents'
import type { EventsOf, Reactions } from './reaction.ts'

const caches = invalidateDocuments

export const documents: Reactions<EventsOf<'document'>> = {
  'document.saved': { stalePages: 'none' },
  'document.published': { stalePages: 'all', caches },
  'document.accepted': {
    stalePages: 'none',
    caches: (_, accepted) => invalidateActors(accepted?.userId)
  },
  'document.in_force': { stalePages: 'all', caches }
}
