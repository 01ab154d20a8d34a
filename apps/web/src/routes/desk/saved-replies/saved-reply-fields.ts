import { textFields, textsIn } from '#lib/text-fields.ts'

export const savedReplyFields = ['topic', ...textFields('names'), ...textFields('body')] as const
export type SavedReplyValues = Record<(typeof savedReplyFields)[number], string>

/** Converts the fields to the endpoint's input. */
export const inputOf = ({ topic, ...texts }: SavedReplyValues) => ({
  names: textsIn(texts, 'names'),
  topic: topic || null,
  body: textsIn(texts, 'body')
})
