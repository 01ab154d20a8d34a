import type { Token } from 'markdown-it'
import type { Locale } from '@stoa/core'
import { m } from '@stoa/messages'
import { blockToken } from '../parsing.ts'

/** Wide tables scroll in a box of their own, which the keyboard reaches. */
export function withTableBoxes(tokens: Token[], language: Locale): Token[] {
  return tokens.flatMap((token) => {
    if (token.type === 'table_close') return [token, blockToken('box_close', 'div', -1)]
    if (token.type !== 'table_open') return [token]
    const box = blockToken('box_open', 'div', 1)
    box.attrs = Object.entries({
      ...{ class: 'table-box', role: 'group', tabindex: '0' },
      'aria-label': m.threads_table_label({}, { locale: language })
    })
    return [box, token]
  })
}
