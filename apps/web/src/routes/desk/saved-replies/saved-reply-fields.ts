import { textFields, textsIn } from '#lib/text-fields.ts'

export const savedReplyFields = ['name', 'topic', ...textFields('body')] as const
export type SavedReplyValues = Record<(typeof savedReplyFields)[number], string>

/** Converts the fields to the endpoint's input. */
export const inputOf = ({ name, topic, ...texts }: SavedReplyValues) => ({
  name,
  topic: topic || null,
  body: textsIn(texts, 'body')
})
