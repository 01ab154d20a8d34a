const written = ['en', 'zh-CN', 'zh-TW'] as const
export const savedReplyFields = ['name', 'topic', ...written] as const
export type SavedReplyValues = Record<(typeof savedReplyFields)[number], string>

/** Converts the fields to the endpoint's input. */
export function inputOf({ name, topic, ...texts }: SavedReplyValues) {
  const body = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''))
  return { name, topic: topic || null, body }
}
