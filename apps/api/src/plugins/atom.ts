import type { Document, Element } from '@xmldom/xmldom'
import type { FeedDocument, FeedItem } from './feed-document.ts'

const namespaces = {
  atom: 'http://www.w3.org/2005/Atom',
  stoa: 'urn:stoa:signature',
  xml: 'http://www.w3.org/XML/1998/namespace',
  xmlns: 'http://www.w3.org/2000/xmlns/'
}

/** The XML namespace of an entry's signature. */
export const signatureNamespace = namespaces.stoa

type Part = { name: string; content: string | Part[]; attributes: Record<string, string> }

const part = (
  name: string,
  content: string | Part[] = [],
  attributes: Record<string, string> = {}
): Part => ({ name, content, attributes })

/** Formats a feed as Atom (RFC 4287). Titles are plain text, contents HTML. */
export async function atomOf(feed: FeedDocument): Promise<string> {
  // Loaded with the first feed.
  const { DOMImplementation, XMLSerializer } = await import('@xmldom/xmldom')
  const document = new DOMImplementation().createDocument(null, '')
  const declaration = 'version="1.0" encoding="utf-8"'
  document.appendChild(document.createProcessingInstruction('xml', declaration))
  const root = elementOf(document, partOf(feed))
  root.setAttributeNS(namespaces.xmlns, 'xmlns:stoa', namespaces.stoa)
  document.appendChild(root)
  return new XMLSerializer().serializeToString(document)
}

const partOf = (feed: FeedDocument): Part =>
  part(
    'feed',
    [
      part('id', feed.id),
      part('title', feed.title),
      part('updated', feed.updatedAt),
      part('author', [part('name', feed.author.name), part('uri', feed.author.url)]),
      link('alternate', feed.url, 'text/html'),
      link('self', feed.self, 'application/atom+xml'),
      ...feed.items.map(entryOf)
    ],
    { 'xml:lang': feed.language }
  )

const link = (rel: string, href: string, type: string) => part('link', [], { rel, href, type })

const entryOf = ({ signed, ...item }: FeedItem): Part =>
  part(
    'entry',
    [
      part('id', item.id),
      part('title', item.title),
      part('published', item.publishedAt),
      part('updated', item.updatedAt),
      ...(item.author === undefined ? [] : [part('author', [part('name', item.author)])]),
      link('alternate', item.url, 'text/html'),
      ...(item.type ? [part('category', [], { term: item.type.key, label: item.type.name })] : []),
      part('content', item.html, { type: 'html' }),
      ...(signed ? [signedPart(signed)] : [])
    ],
    item.language ? { 'xml:lang': item.language } : {}
  )

const signedPart = ({ url, document, signature }: NonNullable<FeedItem['signed']>) =>
  part(
    'stoa:signed',
    [part('stoa:document', JSON.stringify(document)), part('stoa:signature', signature)],
    { href: url }
  )

function elementOf(document: Document, { name, content, attributes }: Part): Element {
  const namespace = name.startsWith('stoa:') ? namespaces.stoa : namespaces.atom
  const element = document.createElementNS(namespace, name)
  for (const [key, value] of Object.entries(attributes))
    element.setAttributeNS(key.startsWith('xml:') ? namespaces.xml : null, key, value)
  if (typeof content === 'string') element.appendChild(document.createTextNode(content))
  else for (const child of content) element.appendChild(elementOf(document, child))
  return element
}
