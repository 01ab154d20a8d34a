import type { Token } from 'markdown-it'
import { slugOf } from '../../urls.ts'
import { textOf } from '../parsing.ts'
import type { Article } from './article.ts'

/** Gives headings their anchors, and collects those of the table of contents. */
export function nameHeadings(tokens: readonly Token[], article: Article): void {
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue
    const text = textOf(tokens.slice(at + 1, at + 2)).trim()
    const id = anchorOf(text, article)
    token.attrSet('id', id)
    const level = Number(token.tag.slice(1))
    if (token.level === 0 && text !== '') article.headings.push({ level, id, text })
  }
}

/** `s-` keeps anchors apart from the ids of the page. */
function anchorOf(text: string, { anchors }: Article): string {
  const base = `s-${slugOf(text)}`.replace(/-$/, '')
  let number = anchors.get(base) ?? 1
  let id = base
  if (anchors.has(base))
    do id = `${base}-${(number += 1)}`
    while (anchors.has(id))
  anchors.set(base, number)
  anchors.set(id, anchors.get(id) ?? 1)
  return id
}
