import { getDomain, getDomainWithoutSuffix } from 'tldts'
import { wordlist as commonWords } from '@scure/bip39/wordlists/english.js'
import { isOneEditApart } from './edits.ts'
import { looseSkeleton } from './skeleton.ts'
import { hasSupportWord } from './support-words.ts'

/** A name that others want to be taken for, what it looks like, and whether it is a word of everybody's. */
export type Brand = { name: string; looks: string; isWord: boolean }

/** An official host, and who owns what is below it. */
export type OfficialBrand = Brand & { official: string; owner: string | null }

const words = new Set(commonWords)

export const brandNamed = (name: string): Brand => {
  const plain = name.toLowerCase()
  return { name: plain, looks: looseSkeleton(plain), isWord: words.has(plain) }
}

/** The name of a domain without its ending: harbor.example → harbor. */
export const brandOf = (domain: string) => getDomainWithoutSuffix(domain) ?? domain

// Whoever has forum.harbor.example has harbor.example too, but not every page of a host for pages.
export const ownedAs = (host: string) => getDomain(host, { allowPrivateDomains: true })

const brandsByList = new WeakMap<readonly string[], OfficialBrand[]>()

/** The brands of official hosts: the same few for every link of every post. */
export function brandsOf(list: readonly string[]): OfficialBrand[] {
  const known = brandsByList.get(list)
  if (known) return known
  const brands = list.map((official) => {
    return { ...brandNamed(brandOf(official)), official, owner: ownedAs(official) }
  })
  brandsByList.set(list, brands)
  return brands
}

/**
 * Whether a label of a host or a handle has the brand in it, so that a reader takes it for the brand's. A word
 * of everybody's ("harbor") is that only beside a word of support, spelled with look-alikes, or with an edit
 * beside such a word; `around` is all that stands in the address.
 */
export function carriesBrand(label: string, brand: Brand, around = label): boolean {
  const parts = partsOf(label)
  if (hasSupportWord(around) && parts.some((part) => isEdited(looseSkeleton(part), brand)))
    return true
  const carrying = parts.filter((part) => hasBrand(looseSkeleton(part), brand.looks))
  if (!brand.isWord) return carrying.length > 0
  const isSpelled = (part: string) => part.includes(brand.name)
  return carrying.some((part) => !isSpelled(part) || hasSupportWord(withoutBrand(around, brand)))
}

/** The whole of it too: a brand may have a hyphen. */
const partsOf = (label: string) => [label.toLowerCase(), ...label.toLowerCase().split(/[-_.@+]+/)]

const withoutBrand = (text: string, { name }: Brand) => text.toLowerCase().replaceAll(name, ' ')

const isEdited = (part: string, { looks }: Brand) => looks.length > 4 && isOneEditApart(part, looks)

/** What stands before a short brand in a name that is made of both. */
const prefixes =
  /^(?:my|the|get|go|to|in|i|e|m|www|app|web|vip|use|try|new|no?1|hi|we|at|on|x|cn|hk|tw|us)$/

/** A long brand anywhere; a short one as a word, or at the edge of one: "okx" hides in "bookxchange". */
function hasBrand(part: string, brand: string): boolean {
  if (part === brand) return true
  if (brand.length > 5) return part.includes(brand)
  if (brand.length < 3) return false
  const [behind, before] = [part.slice(brand.length), part.slice(0, -brand.length)]
  if (part.startsWith(brand) && (behind.length >= 3 || /^[\dlos]+$/.test(behind))) return true
  return (
    part.endsWith(brand) && (before.length >= 4 || prefixes.test(before) || hasSupportWord(before))
  )
}
