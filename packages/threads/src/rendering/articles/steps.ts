import type { Token } from 'markdown-it'

/**
 * Marks ordered lists that are instructions: they stand outside of other blocks, and an item has
 * more than one block, such as a picture or code below its text.
 */
export function markSteps(tokens: readonly Token[]): void {
  let list: Token | undefined
  let blocks = 0
  for (const token of tokens) {
    if (token.level === 0) list = token.type === 'ordered_list_open' ? token : undefined
    if (token.level < 2) blocks = 0
    if (token.level === 2 && token.nesting !== -1) blocks += 1
    if (!list || blocks < 2) continue
    list.attrJoin('class', 'steps')
    list = undefined
  }
}
