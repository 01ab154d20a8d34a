/**
 * What a guest wrote on /ask goes through signing up, confirming and signing in as hidden fields, so
 * that it survives without scripts and before there is an account to keep it.
 */
export const draftFields = ['kind', 'categoryId', 'title', 'body', 'tags', 'language'] as const
export type CarriedDraft = Record<(typeof draftFields)[number], string>

/** The part of a form's fields that is the draft; undefined where nothing was written. */
export function draftIn(fields: CarriedDraft): CarriedDraft | undefined {
  const { kind, categoryId, title, body, tags, language } = fields
  return title === '' && body === '' ? undefined : { kind, categoryId, title, body, tags, language }
}
