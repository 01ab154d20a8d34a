import type { Me } from '#lib/shapes.ts'

/**
 * A guest's draft from /ask passes through sign-up, verification and sign-in as hidden fields, so
 * that it survives without scripts and before the account exists.
 */
export const draftFields = [
  ...(['kind', 'categoryId', 'title', 'body', 'tags', 'language', 'draftKey'] as const),
  /** JSON of the answers to the category's form. */
  'fields'
] as const
export type GuestDraft = Record<(typeof draftFields)[number], string>

/** Returns the draft in a form's fields; undefined if title and body are empty. */
export function draftIn(fields: GuestDraft): GuestDraft | undefined {
  const { kind, categoryId, title, body, tags, language, draftKey, fields: answers } = fields
  if (title === '' && body === '') return undefined
  return { kind, categoryId, title, body, tags, language, draftKey, fields: answers }
}

/** Whether this is the key of a question's draft; each question has one of its own. */
export const isAskKey = (key: string) => /^ask(:[0-9a-z]{6,20})?$/.test(key)

export const newAskKey = () =>
  `ask:${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`

/** Whether pages offer to ask: to guests, who sign up on the way, and to members who may write. */
export const offersAsking = ({ role, can }: Me): boolean => role === 'guest' || can.ask
