import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dirname, join, normalize } from 'node:path'

export const root = fileURLToPath(new URL('../../../..', import.meta.url))

export type Block = { language: string; text: string }

export type Document = {
  /** From the top folder, with slashes. */
  path: string
  /** Without its blocks of code. */
  prose: string
  blocks: Block[]
}

const fence = /^( *)```(\w*)\n([\s\S]*?)^\1```$/gm

export function parse(path: string, text: string): Document {
  const blocks = [...text.matchAll(fence)].map(([, indent = '', language = '', block = '']) => ({
    language,
    text: block.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
  }))
  return { path, prose: text.replaceAll(fence, ''), blocks }
}

const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Every document of the repository that people read outside of the code. */
export const documents: Document[] = globSync(['*.md', 'docs/**/*.md'], { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted()
  .map((path) => parse(path, read(path)))

/** The code within sentences. */
export const inlineCode = ({ prose }: Document): string[] =>
  [...prose.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll(/\s+/g, ' '))

export const headings = ({ prose }: Document): string[] =>
  [...prose.matchAll(/^(#+ .+)$/gm)].map(([, heading = '']) => heading)

/** The targets of links and pictures, as they are written. */
export const links = ({ prose }: Document): string[] =>
  [...prose.replaceAll(/`[^`]*`/g, 'code').matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(
    ([, link, picture]) => link ?? picture ?? ''
  )

export const isLocal = (link: string) => !/^[a-z]+:/.test(link)

/** The address of a heading, as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .replace(/^#+ /, '')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

/** The file that a link within the repository leads to, from the top folder. */
export function targetOf(from: Document, link: string): string {
  const [file = ''] = link.split('#')
  return file === '' ? from.path : normalize(join(dirname(from.path), file))
}

/** Says what is wrong with a link within the repository, if anything is. */
export function brokenLink(from: Document, link: string): string | undefined {
  const path = targetOf(from, link)
  const [, anchor] = link.split('#')
  if (!existsSync(join(root, path))) return `${from.path}: ${link} leads nowhere`
  if (anchor === undefined) return undefined
  const anchors = headings(parse(path, read(path))).map(anchorOf)
  return anchors.includes(decodeURIComponent(anchor))
    ? undefined
    : `${from.path}: ${link} names no heading`
}
