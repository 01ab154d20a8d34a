import { posix } from 'node:path'
import type { Locale } from '@stoa/core'
import { locales } from '@stoa/core'

/** A text: the path of its article, without language and ending, and its language. */
export type TextPath = { path: string; article: string; language: Locale }

/** Parses a path such as `withdraw/fees.zh-CN.md`; undefined for one of no known language. */
export function textPathOf(path: string): TextPath | undefined {
  const [, article, language] = /^(.+)\.([A-Za-z-]+)\.md$/.exec(path) ?? []
  const known = locales.find((one) => one === language)
  return article && known ? { path, article, language: known } : undefined
}

export const textFile = (article: string, language: string): string => `${article}.${language}.md`

/**
 * Resolves a path in a text against the folder of its file.
 * @returns undefined if it leads out of the folder on top
 */
export function resolved(file: string, written: string): string | undefined {
  const path = posix.normalize(posix.join(posix.dirname(file), written))
  return path === '..' || path.startsWith('../') ? undefined : path
}

/** The path of a file from the folder of another one. */
export const relativeTo = (file: string, path: string): string =>
  posix.relative(posix.dirname(file), path)
