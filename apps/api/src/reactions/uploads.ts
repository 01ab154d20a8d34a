import { each } from '@stoa/core'
import { removeErasedFiles } from '@stoa/uploads'
import type { EventsOf, Reactions } from './reaction.ts'

export const uploads: Reactions<EventsOf<'uploads'>> = {
  'uploads.erased': { effects: { remove: each(removeErasedFiles) }, stalePages: 'all' }
}
