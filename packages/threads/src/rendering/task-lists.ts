import type { Token } from 'markdown-it'
import { emptyToken } from './parsing.ts'

const box = /^\[([ xX])\][ \u3000]+/

/**
 * Turns list items that begin with `[ ]` or `[x]` into tasks: a box that cannot be ticked, whose
 * label is the text of the item.
 */
export function markTasks(tokens: readonly Token[]): void {
  for (const [index, item] of tokens.entries()) {
    const text = tokens[index + 2]
    const begin = text?.children?.[0]
    const found = begin?.type === 'text' ? box.exec(begin.content) : null
    if (item.type !== 'list_item_open' || !text?.children || !begin || !found) continue
    begin.content = begin.content.slice(found[0].length)
    item.attrJoin('class', 'task-item')
    text.children = labelled(text.children, found[1] !== ' ')
  }
}

function labelled(text: Token[], isDone: boolean): Token[] {
  const box = emptyToken('task_box', 'input', 0)
  box.attrs = [['type', 'checkbox'], ['disabled', ''], ...(isDone ? [checked] : [])]
  return [emptyToken('task_open', 'label', 1), box, ...text, emptyToken('task_close', 'label', -1)]
}

const checked: [string, string] = ['checked', '']
