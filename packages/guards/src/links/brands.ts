import { getDomain, getDomainWithoutSuffix } from 'tldts'
import { wordlist as commonWords } from '@scure/bip39/wordlists/english.js'
import { isOneEditApart, isReordered } from '../edits.ts'
import { looseSkeleton } from '../text-forms/skeleton.ts'
import { hasSupportWord } from './support-words.ts'

/** A name that may be imitated, its skeleton, and whether it is a common word. */
export type Brand = { name: string; looks: string; isWord: boolean }

/** An official host, and the domain whose owner controls it. */
export type OfficialBrand = Brand & { official: string; owner: string | null }

const words = new Set(commonWords)

export const brandNamed = (name: string): Brand => {
  const plain = name.toLowerCase()
  return { name: plain, looks: looseSkeleton(plain), isWord: words.has(plain) }
}

/** A domain without its suffix: harbor.example → harbor. */
export const brandOf = (domain: string) => getDomainWithoutSuffix(domain) ?? domain

// The owner of forum.harbor.example owns harbor.example, too; on hosting sites, each page has its
// own owner.
export const ownedAs = (host: string) => getDomain(host, { allowPrivateDomains: true })

const brandsByList = new WeakMap<readonly string[], OfficialBrand[]>()

/** Brands of official hosts, cached, as they are the same for every link. */
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
 * True if a label of a host or a handle contains the brand, so that readers would believe it
 * official. A common word ("harbor") counts only beside a support word, spelled with look-alikes,
 * or with an edit beside a support word. `around` is the whole address.
 */
export function carriesBrand(label: string, brand: Brand, around = label): boolean {
  const parts = partsOf(label)
  if (hasSupportWord(around) && parts.some((part) => isEdited(looseSkeleton(part), brand)))
    return true
  const carrying = parts.filter((part) => hasBrand(part, brand))
  if (!brand.isWord) return carrying.length > 0
  const isSpelled = (part: string) => part.includes(brand.name)
  // In the name of another company, such as harborfreight, only the rest of that label counts.
  const beside = (part: string) => (part === brand.name ? around : label)
  return carrying.some(
    (part) => !isSpelled(part) || hasSupportWord(withoutBrand(beside(part), brand))
  )
}

/** Includes the whole label, as a brand may contain a hyphen. */
const partsOf = (label: string) => [label.toLowerCase(), ...label.toLowerCase().split(/[-_.@+]+/)]

const withoutBrand = (text: string, { name }: Brand) => text.toLowerCase().replaceAll(name, ' ')

const isEdited = (part: string, { looks }: Brand) =>
  (looks.length > 4 && isOneEditApart(part, looks)) || isReordered(part, looks)

/** Additions with which a short brand forms a longer name. */
const additions =
  /^(?:my|the|get|go|to|in|i|e|m|www|app|web|vip|use|try|new|no?|hi|we|at|on|x|cn|hk|tw|sg|us|uk|eu|jp|kr|vn|com|net|io|hq|pro|ex|exchange|trade|trading|coin|crypto|bit|btc|usdt|china|asia|global|intl|world|group|club|shop|store|mall|game|forum|bot|fans?|top|[\d-])*$/

/**
 * A long brand is found anywhere, a short one only as a word or with additions: "okx" is part of
 * "bookxchange", "stoa" of "stoat".
 */
function hasBrand(part: string, { looks }: Brand): boolean {
  const shown = looseSkeleton(part)
  if (looks.length > 5) return shown.includes(looks)
  if (looks.length < 3) return shown === looks
  const places = Array.from(shown.matchAll(new RegExp(looks, 'gu')), ({ index }) => index)
  // With four more letters, nobody else has that name.
  if (shown.startsWith(looks) && /^[\p{L}\p{N}]{4}/u.test(shown.slice(looks.length))) return true
  return places.some((at) => {
    // Uses the spelling if it has the same length, as `i` and `l` share a skeleton.
    const plain = shown.length === part.length ? part : shown
    return isAddition(plain.slice(0, at)) && isAddition(plain.slice(at + looks.length))
  })
}

const isAddition = (text: string) => additions.test(text) || hasSupportWord(text)
