import { isLocale } from '@stoa/messages'
import { textsIn } from '#lib/field-values.ts'
import { isAskKey, type GuestDraft } from '#lib/threads/ask.ts'

/** Fields of the form as they were typed; a category may be named instead of chosen. */
export type Typed = GuestDraft & { categoryIdNamed?: string }

const kindOf = (kind: string): 'question' | 'discussion' =>
  kind === 'discussion' ? kind : 'question'
const tagsOf = (text: string) => text.split(/[\s,，、]+/).filter(Boolean)
const languageOf = (language: string) => (isLocale(language) ? language : undefined)

const contentOf = (typed: Typed) => {
  const { kind, tags, language, fields, draftKey: _key, categoryIdNamed: _, ...texts } = typed
  return {
    ...texts,
    fields: textsIn(fields),
    kind: kindOf(kind),
    tags: tagsOf(tags),
    language: languageOf(language)
  }
}

/** The thread as the API's input. */
export const threadOf = (typed: Typed) => ({
  ...contentOf(typed),
  draft: isAskKey(typed.draftKey) ? typed.draftKey : undefined
})

/** As `threadOf`, for a draft that may be incomplete. */
export const draftOf = (typed: Typed) => ({
  ...contentOf(typed),
  categoryId: typed.categoryId || undefined
})
