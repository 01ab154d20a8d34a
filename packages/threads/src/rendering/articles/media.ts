import type { Token } from 'markdown-it'
import { m } from '@stoa/messages'
import type { Locale } from '@stoa/core'
import { isFileName } from '../file-names.ts'
import { blockToken, emptyToken, linkTokens, textToken } from '../parse.ts'
import { upload } from '../rewrite.ts'
import type { Article } from './article.ts'
import { hostOf } from '../links.ts'

const captions = /\{captions=\/api\/v1\/uploads\/([\w-]{22})\}$/

/** Takes `{captions=/api/v1/uploads/…}` off the end of pictures, before their lines are parsed. */
export function takeCaptions(tokens: readonly Token[], { files }: Article): void {
  for (const token of tokens) {
    if (token.type !== 'inline' || !token.content.startsWith('![')) continue
    const [suffix, id = ''] = captions.exec(token.content) ?? []
    if (suffix === undefined || files.get(id)?.contentType !== 'text/vtt') continue
    token.content = token.content.slice(0, -suffix.length)
    token.meta = { captions: id }
  }
}

/** Makes figures of paragraphs that are one picture or video, and marks links to players. */
export function withMedia(tokens: readonly Token[], article: Article): Token[] {
  return tokens.flatMap((token, at) => {
    const [before, after] = [tokens[at - 1], tokens[at + 1]]
    if (token.type !== 'inline' || !token.children) return [token]
    noteUndescribed(token.children, article)
    if (before?.type === 'paragraph_open' && after && isLonePicture(token.children))
      return figure({ open: before, inline: token, close: after }, article)
    if (before?.type === 'paragraph_open') markPlayer(token, article.language)
    token.children = token.children.flatMap((child) => linkedVideo(child, article))
    return [token]
  })
}

const idOf = (image: Token) => upload.exec(String(image.attrGet('src')))?.[1]

const isLonePicture = (children: Token[]) => {
  const [image] = children
  return children.length === 1 && image?.type === 'image' && idOf(image) !== undefined
}

/** The name of a file says nothing of what is in it. */
function noteUndescribed(children: Token[], article: Article) {
  const pictures = children.filter((child) => child.type === 'image' && idOf(child))
  const isSaid = ({ content }: Token) => content.trim() !== '' && !isFileName(content)
  article.undescribed += pictures.filter((picture) => !isSaid(picture)).length
}

type Paragraph = { open: Token; inline: Token; close: Token }

/** The title of a picture is shown as its caption. */
function figure({ open, inline, close }: Paragraph, article: Article): Token[] {
  const [image] = inline.children ?? []
  if (!image) return [inline]
  Object.assign(open, { type: 'figure_open', tag: 'figure', hidden: false })
  Object.assign(close, { type: 'figure_close', tag: 'figure', hidden: false })
  const title = String(image.attrGet('title') ?? '').trim()
  image.attrs = (image.attrs ?? []).filter(([name]) => name !== 'title')
  const shown = isVideo(image, article) ? video(image, inline, article) : [inline]
  if (title === '') return shown
  // The description and the caption are two lines of the readable text.
  inline.children?.push(textToken('\n'))
  return [...shown, ...caption(title)]
}

function caption(title: string): Token[] {
  const text = Object.assign(emptyToken('inline', '', 0), { children: [textToken(title)] })
  const close = blockToken('figcaption_close', 'figcaption', -1)
  return [blockToken('figcaption_open', 'figcaption', 1), text, close]
}

const isVideo = (image: Token, { files }: Article) =>
  /^video\//.test(files.get(idOf(image) ?? '')?.contentType ?? '')

/** Nothing of a video is loaded before it is played. */
function video(image: Token, { meta }: Token, article: Article): Token[] {
  const source = String(image.attrGet('src'))
  const [open, close] = [
    blockToken('video_open', 'video', 1),
    blockToken('video_close', 'video', -1)
  ]
  open.attrs = Object.entries({
    controls: '',
    preload: 'none',
    playsinline: '',
    src: source,
    ...(image.content !== '' && { 'aria-label': image.content })
  })
  article.videos.add(idOf(image) ?? '')
  const id = (meta as { captions?: string } | null)?.captions
  return id === undefined ? [open, close] : [open, track(id, article), close]
}

function track(id: string, { language, videos }: Article): Token {
  videos.add(id)
  const token = emptyToken('track', 'track', 0)
  token.attrs = Object.entries({
    kind: 'captions',
    src: `/api/v1/uploads/${id}`,
    srclang: language,
    label: m.threads_video_captions({}, { locale: language })
  })
  return token
}

/** A video within a line is a link to it. */
function linkedVideo(child: Token, article: Article): Token[] {
  if (child.type !== 'image' || !isVideo(child, article)) return [child]
  const href = String(child.attrGet('src'))
  return linkTokens({ href }, child.content || href)
}

const players = new Set(['youtube.com', 'youtu.be', 'vimeo.com', 'bilibili.com', 'b23.tv'])

/**
 * Says of a link to a video elsewhere, which is a paragraph of its own, where it is played. It stays
 * a link: a player within the page would tell its host who reads.
 */
function markPlayer({ children }: Token, language: Locale): void {
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
