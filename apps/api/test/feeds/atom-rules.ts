import { readFileSync } from 'node:fs'
import { RelaxNGValidator, XmlDocument, XmlElement } from 'libxml2-wasm'

const grammar = readFileSync(new URL('atom.rng', import.meta.url))
const validator = RelaxNGValidator.fromDoc(XmlDocument.fromBuffer(grammar))
const names = { a: 'http://www.w3.org/2005/Atom' }

/** Violations of RFC 4287 in a feed, by its grammar and by rules that only its prose states. */
export function faultsOfAtom(bytes: Uint8Array): string[] {
  using document = XmlDocument.fromBuffer(bytes)
  const { root } = document
  return [
    ...byGrammar(document),
    ...repeatedIds(root),
    ...relativeAddresses(root),
    ...badTimes(root),
    ...withoutAuthor(root),
    ...badLinks(root),
    ...outOfOrder(root)
  ]
}

function byGrammar(document: XmlDocument): string[] {
  try {
    validator.validate(document)
    return []
  } catch (error) {
    return [(error as Error).message]
  }
}

const texts = (root: XmlElement, path: string) => root.find(path, names).map((node) => node.content)
const elements = (root: XmlElement, path: string) =>
  root.find(path, names).filter((node) => node instanceof XmlElement)
const attribute = (element: XmlElement, name: string) =>
  element.attrs.find((one) => one.name === name)?.value

/** 4.1.1: entries with the same id are versions of one entry. */
const repeatedIds = (root: XmlElement) =>
  texts(root, './/a:entry/a:id').flatMap((id, at, all) =>
    all.indexOf(id) === at ? [] : [`twice: ${id}`]
  )

/** 4.2.6 and 2: ids are absolute, and so are URLs if there is no xml:base. */
const relativeAddresses = (root: XmlElement) =>
  [...texts(root, './/a:id | .//a:uri'), ...texts(root, './/a:link/@href')].flatMap((address) =>
    URL.canParse(address) && /^[\x21-\x7E]+$/.test(address) ? [] : [`not absolute: ${address}`]
  )

/** 3.3: RFC 3339, with an upper-case T, and Z if there is no offset. */
const badTimes = (root: XmlElement) =>
  texts(root, './/a:updated | .//a:published').flatMap((time) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(time) ? [] : [`time: ${time}`]
  )

/** 4.1.1 and 4.1.2: the feed or each entry has an author. */
const withoutAuthor = (root: XmlElement) =>
  texts(root, './a:author').length > 0 || texts(root, './/a:entry[not(a:author)]').length === 0
    ? []
    : ['no author']

/**
 * 4.1.1 and 4.1.2: one self link; one alternate per type and language; content, or else an
 * alternate.
 */
function badLinks(root: XmlElement): string[] {
  const self = elements(root, './a:link[@rel="self"]')
  const owners = [root, ...elements(root, './a:entry')]
  const doubled = owners.filter((owner) => {
    const alternates = elements(owner, './a:link[not(@rel) or @rel="alternate"]')
    const forms = alternates.map(
      (link) => `${attribute(link, 'type')} ${attribute(link, 'hreflang')}`
    )
    return new Set(forms).size < forms.length
  })
  const empty = texts(root, './a:entry[not(a:content) and not(a:link[@rel="alternate"])]')
  return [
    ...(self.length === 1 ? [] : ['self links']),
    ...doubled.map(() => 'alternate links of one form'),
    ...empty.map(() => 'neither content nor alternate link')
  ]
}

/** Not required, but readers expect it: newest first, and published no later than updated. */
function outOfOrder(root: XmlElement): string[] {
  const published = texts(root, './a:entry/a:published')
  const updated = texts(root, './a:entry/a:updated')
  const sorted = [...published].sort().reverse()
  return [
    ...(String(sorted) === String(published) ? [] : ['out of order']),
    ...published.filter((time, at) => time > (updated[at] ?? '')).map((time) => `too late: ${time}`)
  ]
}
