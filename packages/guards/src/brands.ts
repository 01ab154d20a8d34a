import { getDomain, getDomainWithoutSuffix } from 'tldts'
import { wordlist as commonWords } from '@scure/bip39/wordlists/english.js'
import { isOneEditApart, isReordered } from './edits.ts'
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
  const carrying = parts.filter((part) => hasBrand(part, brand))
  if (!brand.isWord) return carrying.length > 0
  const isSpelled = (part: string) => part.includes(brand.name)
  // Of a company's name that has the word in it only the rest of that name can say so: harborfreight.
  const beside = (part: string) => (part === brand.name ? around : label)
  return carrying.some(
    (part) => !isSpelled(part) || hasSupportWord(withoutBrand(beside(part), brand))
  )
}

/** The whole of it too: a brand may have a hyphen. */
const partsOf = (label: string) => [label.toLowerCase(), ...label.toLowerCase().split(/[-_.@+]+/)]

const withoutBrand = (text: string, { name }: Brand) => text.toLowerCase().replaceAll(name, ' ')

const isEdited = (part: string, { looks }: Brand) =>
  (looks.length > 4 && isOneEditApart(part, looks)) || isReordered(part, looks)

/** What stands beside a short brand in a name that is made of both. */
const additions =
  /^(?:my|the|get|go|to|in|i|e|m|www|app|web|vip|use|try|new|no?|hi|we|at|on|x|cn|hk|tw|sg|us|uk|eu|jp|kr|vn|com|net|io|hq|pro|ex|exchange|trade|trading|coin|crypto|bit|btc|usdt|china|asia|global|intl|world|group|club|shop|store|mall|game|forum|bot|fans?|top|[\d-])*$/

/** A long brand anywhere; a short one as a word, or with additions: "okx" hides in "bookxchange", "stoa" in "stoat". */
function hasBrand(part: string, { looks }: Brand): boolean {
  const shown = looseSkeleton(part)
  if (looks.length > 5) return shown.includes(looks)
  if (looks.length < 3) return shown === looks
  const places = Array.from(shown.matchAll(new RegExp(looks, 'gu')), ({ index }) => index)
  // Nobody else's name is that and four letters more.
  if (shown.startsWith(looks) && /^[\p{L}\p{N}]{4}/u.test(shown.slice(looks.length))) return true
  return places.some((at) => {
    // As it is spelled: an i looks as an l does.
    const plain = shown.length === part.length ? part : shown
    return isAddition(plain.slice(0, at)) && isAddition(plain.slice(at + looks.length))
  })
}

const isAddition = (text: string) => additions.test(text) || hasSupportWord(text)
