import type { Token } from 'markdown-it'
import { m } from '@stoa/messages'
import type { Locale } from '@stoa/core'
import { hostOf } from '../links.ts'
import { textToken } from '../parsing.ts'

const players = new Set(['youtube.com', 'youtu.be', 'vimeo.com', 'bilibili.com', 'b23.tv'])

/**
 * Says of a link to a video elsewhere, which is a paragraph of its own, where it is played. It stays
 * a link: a player within the page would tell its host who reads.
 */
export function markPlayer({ children }: Token, language: Locale): void {
  const link = loneLink(children ?? [])
  const host = link && playerOf(link.open)
  if (!children || !link || host === undefined) return
  const words = m.threads_player_link({ host }, { locale: language })
  const isBare = link.open.markup === 'linkify' || link.open.markup === 'autolink'
  link.open.attrSet('class', 'player')
  if (isBare) children.splice(1, link.content.length, textToken(words))
  else children.splice(-1, 0, textToken(` · ${words}`))
}

function loneLink(children: Token[]): { open: Token; content: Token[] } | undefined {
  const [open, ...content] = children.slice(0, -1)
  const isLink = open?.type === 'link_open' && children.at(-1)?.type === 'link_close'
  return isLink && !content.some(({ type }) => type.startsWith('link_'))
    ? { open, content }
    : undefined
}

function playerOf(link: Token): string | undefined {
  const host = hostOf(String(link.attrGet('href')))?.replace(/^(?:www|m|player)\./, '')
  return host !== undefined && players.has(host) ? host : undefined
}
