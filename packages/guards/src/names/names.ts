import { brandNamed, carriesBrand } from '../links/brands.ts'
import { isOneEditApart } from '../edits.ts'
import {
  chineseTitles,
  harmless,
  harmlessChinese,
  passing,
  titles,
  unmistakable
} from './official-titles.ts'
import { commonHan } from './han-variants.ts'
import { toSimplified } from '../text-forms/simplified.ts'
import { looseSkeleton } from '../text-forms/skeleton.ts'

/** Names that user names are compared with. */
export type NameLists = {
  /** The organisation's own words: brands, products, handles. */
  brands: readonly string[]
  /** Names of staff. */
  staff: readonly string[]
}

/** Why a name is refused, and which word it resembles. */
export type NameCollision = { reason: 'reserved' | 'brand' | 'staff'; of: string }

/** Names are shorter; of a longer text, only the beginning is checked. */
const maxLength = 200

/**
 * Returns what a user name could be mistaken for: an official title, the organisation or a member
 * of staff, in any script, case, look-alike spelling or mix of traditional characters.
 */
export function collisionOf(
  given: string,
  { brands, staff }: NameLists
): NameCollision | undefined {
  const name = given.slice(0, maxLength)
  const chinese = plainChinese(name)
  const title = titleIn(chinese) ?? latinTitle(name)
  if (title) return { reason: 'reserved', of: title }
  const brand = brands.find((one) => containsBrand(name, one))
  if (brand) return { reason: 'brand', of: brand }
  const member = staff.find((one) => readsAs(name, one))
  return member === undefined ? undefined : { reason: 'staff', of: member }
}

/** Keeps the latest results, because one name is compared with many, and many with the same ones. */
function kept(make: (text: string) => string): (text: string) => string {
  const results = new Map<string, string>()
  return (text) => {
    const known = results.get(text)
    if (known !== undefined) return known
    if (results.size >= 1000) results.clear()
    const made = make(text)
    results.set(text, made)
    return made
  }
}

const plainChinese = kept((name) =>
  Array.from(toSimplified(name), (character) => passing[character] ?? character)
    .join('')
    .replace(/[^\p{sc=Han}]/gu, '')
)

const titleIn = (chinese: string) =>
  chineseTitles.find((one) => chinese.replace(harmlessChinese, ' ').includes(one))

const compact = kept((text) => looseSkeleton(text).replace(/[^\p{L}\p{N}]/gu, ''))

/** Parts of a name by separators, capitals, digits and script. */
const partsOf = (name: string) =>
  name
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, '-')
    .split(/[^\p{L}\p{N}]+|(?<=\p{sc=Han})(?=\P{sc=Han})|(?<=\P{sc=Han})(?=\p{sc=Han})/u)
    .map((part) => compact(part.replace(/(?<=\p{L}{3,})\d+$/u, '')))

const titleKeys = new Map(titles.map((title) => [compact(title), title]))
const unmistakableKeys = new Map(unmistakable.map((title) => [compact(title), title]))
const harmlessKeys = new RegExp(harmless.map(compact).join('|'), 'g')

function latinTitle(name: string): string | undefined {
  const whole = compact(name).replace(/(?<=\p{L}{3,})[\dlo]+$/u, '')
  const left = compact(name).replace(harmlessKeys, ' ')
  const named = [...partsOf(name), whole, compact(name)].find(
    (part) => titleKeys.has(part) && left.includes(part)
  )
  if (named !== undefined) return titleKeys.get(named)
  const [, within] = [...unmistakableKeys].find(([key]) => left.includes(key)) ?? []
  return within
}

/** As in addresses, a common word counts as the brand only alone or beside a support word. */
function containsBrand(name: string, brand: string): boolean {
  const han = plainChinese(brand)
  if (han.length >= 2) return plainChinese(name).includes(han)
  const known = brandNamed(brand)
  const wanted = compact(brand)
  if (wanted.length < 3) return false
  if (compact(withoutNumber(name)) === wanted || isMadeOf(name, wanted)) return true
  const parts = name.replace(
    /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{sc=Han})(?=\P{sc=Han})|(?<=\P{sc=Han})(?=\p{sc=Han})/gu,
    '-'
  )
  return (
    carriesBrand(parts, { ...known, looks: wanted }) ||
    carriesBrand(inOne(name, wanted), { ...known, looks: wanted }, name)
  )
}

/**
 * Removes separators between letters; for a short brand only between fragments of it:
 * o.k.x.service.
 */
function inOne(name: string, { length }: string): string {
  if (length > 5) return name.replace(/[^\p{L}\p{N}]/gu, '')
  const piece = `[\\p{L}\\p{N}]{1,${length - 1}}`
  const between = `(?<=(?<![\\p{L}\\p{N}])${piece})[^\\p{L}\\p{N}]+(?=${piece}(?![\\p{L}\\p{N}]))`
  return name.replace(new RegExp(between, 'gu'), '')
}

/** Words that add nothing to a brand: "my-harbor", "the_real_okx". */
const fillers = new Set(
  [
    ...[
      'my',
      'the',
      'real',
      'true',
      'its',
      'im',
      'iam',
      'vip',
      'pro',
      'hq',
      'inc',
      'ltd',
      'com',
      'io'
    ],
    ...['global', 'cn', 'hk', 'tw', 'us', 'uk', 'eu', 'app', 'bot']
  ].map(compact)
)

const isMadeOf = (name: string, wanted: string) => {
  const parts = partsOf(name).filter((part) => part !== '' && !/^\d+$/.test(part))
  return parts.includes(wanted) && parts.every((part) => part === wanted || fillers.has(part))
}

/** Minimum length of a name for which one edit still resembles it. */
const [shortestLatin, shortestHan] = [5, 3]

const read = kept((text) => compact(commonHan(toSimplified(text))))

/** True if a name could be mistaken for that of a member of staff. */
export function readsAs(name: string, member: string): boolean {
  const [looks, wanted] = [read(name), read(member)]
  // A number is a common way to vary a name that is taken.
  if (looks === wanted || read(withoutNumber(name)) === wanted) return true
  const shortest = /\p{sc=Han}/u.test(wanted) ? shortestHan : shortestLatin
  const forms = [looks, read(withoutNumber(name))]
  return (
    wanted.length >= shortest &&
    forms.some((one) => one.length >= shortest && isOneEditApart(one, wanted))
  )
}

const withoutNumber = (name: string) => name.replace(/[^\p{L}\p{N}]*\p{N}+$/u, '')
