import { invalidateDocuments } from '@stoa/site/documents'
import type { EventsOf, Reactions } from './reaction.ts'

const caches = invalidateDocuments

export const documents: Reactions<EventsOf<'document'>> = {
  'document.saved': { stalePages: 'none' },
  'document.published': { stalePages: 'lists', caches },
  'document.in_force': { stalePages: 'lists', caches }
}
