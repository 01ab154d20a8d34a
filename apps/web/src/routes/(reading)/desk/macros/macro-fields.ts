const written = ['en', 'zh-CN', 'zh-TW'] as const
export const macroFields = ['name', 'topic', ...written] as const
export type MacroValues = Record<(typeof macroFields)[number], string>

/** The ready answer of a filled-in form. */
export function inputOf({ name, topic, ...texts }: MacroValues) {
  const body = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''))
  return { name, topic: topic || null, body }
}
