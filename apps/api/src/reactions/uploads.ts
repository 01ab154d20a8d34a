import { removeErasedFiles } from '@stoa/uploads'
import type { EventsOf, Reactions } from './reaction.ts'

export const uploads: Reactions<EventsOf<'uploads'>> = {
  'uploads.erased': { jobs: { remove: removeErasedFiles }, stalePages: 'all' }
}
