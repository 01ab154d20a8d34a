import type { Locale } from '@stoa/core'
import {
  emptyContent,
  pictureUses,
  wordFields,
  type PictureUse,
  type SiteContent,
  type SiteWords
} from './content.ts'

/** What a version says, by name: `words.en.name`, `pictures.icon`, `footerLinks` … */
export type Parts = Record<string, string>

/** Takes a version apart. Empty parts are left out. */
export function partsOf(content: SiteContent): Parts {
  const { words, accent, pictures, footerLinks, replyTo, poweredBy } = content
  const parts: Record<string, string | null | undefined> = {}
  for (const [locale, said] of Object.entries(words))
    for (const field of wordFields) parts[`words.${locale}.${field}`] = said[field]
  for (const use of pictureUses) parts[`pictures.${use}`] = pictures[use]
  parts['accent.light'] = accent?.light
  parts['accent.dark'] = accent?.dark
  if (footerLinks.length > 0) parts['footerLinks'] = JSON.stringify(footerLinks)
  parts['replyTo'] = replyTo
  parts['poweredBy'] = poweredBy ? 'yes' : 'no'
  return Object.fromEntries(
    Object.entries(parts).filter((part): part is [string, string] => Boolean(part[1]))
  )
}

/** Pictures by type of announcement, which nodes before 0.2 read. */
const former = { typePictures: {} }

/** Puts a version together again. */
export function contentOf(parts: Parts): SiteContent {
  const content: SiteContent = { ...emptyContent, words: {}, pictures: {} }
  for (const [name, value] of Object.entries(parts)) {
    const [kind, key = '', field = ''] = name.split('.')
    if (kind === 'words') wordsFor(content, key as Locale)[field as keyof SiteWords] = value
    if (kind === 'pictures') content.pictures[key as PictureUse] = value
  }
  const { 'accent.light': light, 'accent.dark': dark, footerLinks, replyTo } = parts
  return {
    ...{ ...content, ...former },
    accent: light && dark ? { light, dark } : null,
    footerLinks: footerLinks ? (JSON.parse(footerLinks) as SiteContent['footerLinks']) : [],
    replyTo: replyTo ?? null,
    poweredBy: parts['poweredBy'] !== 'no'
  }
}

const noWords = Object.fromEntries(wordFields.map((field) => [field, ''])) as SiteWords

const wordsFor = ({ words }: SiteContent, locale: Locale): SiteWords =>
  (words[locale] ??= { ...noWords })

/** Names of the parts in which two versions differ. */
export const differing = (one: Parts, other: Parts): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (name) => one[name] !== other[name]
  )

/** The parts of `base`, but those with these names as in `other`. */
export function withParts(base: Parts, other: Parts, names: readonly string[]): Parts {
  const mixed = { ...base }
  for (const name of names) {
    const value = other[name]
    if (value === undefined) delete mixed[name]
    else mixed[name] = value
  }
  return mixed
}
