/** Tags as they are stored and looked for: lower case, each once, in the order given. */
export const tidyTags = (tags: readonly string[]): string[] => [
  ...new Set(tags.map((tag) => tag.toLowerCase()))
]
