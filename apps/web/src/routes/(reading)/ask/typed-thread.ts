import { isLocale } from '@stoa/messages'
import type { CarriedDraft } from '#lib/carried-draft.ts'

/** The fields of the form, as they were typed. */
export type Typed = CarriedDraft

const kindOf = (kind: string): 'question' | 'discussion' =>
  kind === 'discussion' ? kind : 'question'
const tagsOf = (text: string) => text.split(/[\s,，、]+/).filter(Boolean)
const languageOf = (language: string) => (isLocale(language) ? language : undefined)

/** The thread that is to be published. */
export const threadOf = ({ kind, tags, language, ...texts }: Typed) => ({
  ...texts,
  kind: kindOf(kind),
  tags: tagsOf(tags),
  language: languageOf(language)
})

/** The same, where nothing need be complete yet. */
export const draftOf = (typed: Typed) => ({
  ...threadOf(typed),
  categoryId: typed.categoryId || undefined
})
