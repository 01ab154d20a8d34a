import { locales } from '@stoa/messages'
import type { Address } from '#lib/address.ts'
import { reasons } from '#lib/moderation/words.ts'

const shown = ['all', 'reports', 'approval', 'flagged', 'appeals'] as const

/** Filter of the queue from the address; invalid values are ignored. */
export function queueFilterOf({ searchParams }: Address) {
  const text = (name: string) => searchParams.get(name) || undefined
  return {
    show: shown.find((one) => one === text('show')) ?? 'all',
    reason: reasons.find((reason) => reason === text('reason')),
    category: text('category'),
    language: locales.find((locale) => locale === text('language')),
    cursor: text('cursor'),
    /** Id of the case whose neighbouring posts are shown. */
    context: Number(text('context')) || undefined
  }
}

/** Address of a list of the queue. */
export const queueAt = (show: (typeof shown)[number]) =>
  show === 'all' ? '/moderation' : `/moderation?show=${show}`

export { actionAt as actionOf } from '#lib/address.ts'
