import type { Token } from 'markdown-it'
import { m } from '@stoa/messages'
import type { Locale } from '@stoa/core'
import { blockToken, emptyToken, textToken } from '../parse.ts'

/** The kinds of callouts that GitHub knows, with their words. */
const kinds = {
  note: m.threads_callout_note,
  tip: m.threads_callout_tip,
  important: m.threads_callout_important,
  warning: m.threads_callout_warning,
  caution: m.threads_callout_caution
}
type Kind = keyof typeof kinds

const marker = /^\[!([a-z]{1,20})\]\s*$/i

/** Turns quotes whose first line is a known `[!NOTE]` into callouts, which begin with its word. */
export function withCallouts(tokens: readonly Token[], language: Locale): Token[] {
  const open: (Kind | undefined)[] = []
  return tokens.flatMap((token, at) => {
    if (token.type === 'blockquote_open') open.push(kindOf(tokens.slice(at + 1, at + 3)))
    const kind = token.type === 'blockquote_close' ? open.pop() : open.at(-1)
    if (kind && token.type === 'blockquote_open') openCallout(token, kind)
    if (kind && token.type === 'blockquote_close')
      Object.assign(token, { type: 'callout_close', tag: 'aside' })
    if (!kind || tokens[at - 2]?.type !== 'callout_open') return [token]
    return titled(token, tokens[at - 1], kinds[kind]({}, { locale: language }))
  })
}

function kindOf([paragraph, line]: readonly Token[]): Kind | undefined {
  if (paragraph?.type !== 'paragraph_open') return undefined
  const [begin, after] = line?.children ?? []
  const isWhole = begin?.type === 'text' && (!after || after.type.endsWith('break'))
  return isWhole ? kindNamed(begin.content) : undefined
}

function kindNamed(line: string): Kind | undefined {
  const kind = (marker.exec(line)?.[1] ?? '').toLowerCase()
  return Object.hasOwn(kinds, kind) ? (kind as Kind) : undefined
}

// The type is not `blockquote_…`, because people mentioned in a callout are mentioned.
function openCallout(token: Token, kind: Kind) {
  Object.assign(token, { type: 'callout_open', tag: 'aside' })
  token.attrs = [
    ['class', `callout callout-${kind}`],
    ['role', 'note']
  ]
}

/** The title as a paragraph of its own, followed by one with the other lines of the first. */
function titled(inline: Token, paragraph: Token | undefined, word: string): Token[] {
  paragraph?.attrSet('class', 'callout-title')
  const title = Object.assign(emptyToken('inline', '', 0), { children: [textToken(word)] })
  inline.children = (inline.children ?? []).slice(2)
  if (inline.children.length === 0) return [title]
  const [close, open] = [
    blockToken('paragraph_close', 'p', -1),
    blockToken('paragraph_open', 'p', 1)
  ]
  return [title, close, open, inline]
}

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

/** Wide tables scroll in a box of their own, which the keyboard reaches. */
export function withTableBoxes(tokens: Token[], language: Locale): Token[] {
  return tokens.flatMap((token) => {
    if (token.type === 'table_close') return [token, blockToken('box_close', 'div', -1)]
    if (token.type !== 'table_open') return [token]
    const box = blockToken('box_open', 'div', 1)
    box.attrs = Object.entries({
      class: 'table-box',
      role: 'group',
      tabindex: '0',
      'aria-label': m.threads_table_label({}, { locale: language })
    })
    return [box, token]
  })
}
