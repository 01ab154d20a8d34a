import { parse } from 'tldts'

/** An address as it stands in a text; `url` as a reader would follow it. */
export type AddressPassage = { url: string; start: number; end: number }

const letter = String.raw`[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Armenian}\p{N}_-]`
const dot = '[.。．｡]'
const host = `(?:${letter}{1,63}${dot}){1,5}${letter}{2,24}`
// An address ends where Chinese begins, and where its sentence goes on.
const inPath = '[^\\s<>"\'`\\u2e80-\\uffef]'
const behind = `(?::\\d{1,5})?(?:[/?#]${inPath}*)?`

/** Begins behind no letter, so that nothing is looked through twice. */
const written = new RegExp(
  `(?<![a-z])https?:\\/\\/${inPath}+|(?<!${letter}|[@./\\\\])${host}(?!${letter}|@)${behind}`,
  'giu'
)
const closing = /[.,;:!?)\]}*~]+$/u

/**
 * Endings that are words or those of files as well: "It failed.So I …", README.md, order.id. With
 * nothing before or behind it such a word is none.
 */
const words = new Set(
  [
    'am as at be by do id in is it me my no so to us and are cat name new now how here this today',
    'md py sh rs pl ps zip mov cc rb vi ms st gg'
  ].flatMap((line) => line.split(' '))
)

/** The addresses that somebody could follow or type, also where nothing makes a link of them. */
export function addressPassages(text: string): AddressPassage[] {
  if (!/[.。．｡]/.test(text)) return []
  return Array.from(text.matchAll(written)).flatMap(({ 0: found, index }) => {
    const shown = found.replace(closing, '')
    const url = urlOf(shown)
    return url === undefined ? [] : [{ url, start: index, end: index + shown.length }]
  })
}

function urlOf(shown: string): string | undefined {
  if (/^https?:/i.test(shown)) return URL.canParse(shown) ? shown : undefined
  const url = `https://${shown}`
  if (!URL.canParse(url)) return undefined
  const { hostname, pathname, search } = new URL(url)
  const { isIcann, publicSuffix } = parse(hostname)
  const isAlone = pathname === '/' && search === '' && !/^www\./i.test(shown)
  if (!isIcann || (isAlone && words.has(publicSuffix ?? ''))) return undefined
  return url
}
