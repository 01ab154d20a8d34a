import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Token } from 'markdown-it'
import { mapInPortions } from '@stoa/core/limits'
import { highlightCode } from './highlight.ts'
import { hostOf, type LinkShower } from './links.ts'
import { rendered, type Rendered } from './markdown.ts'
import { parse, render } from './parse.ts'
import { addressesSeen, addressesUnseen } from './quarantine.ts'
import type { ImageFacts } from './image-attributes.ts'
import { rewritten, type RenderOptions } from './rewrite.ts'
import { sanitise } from './sanitise.ts'

/** Characters up to which rendering takes a few milliseconds, whatever the text contains. */
const shortText = 6_000

/** Returns those of a text's addresses that are quarantined. */
export type Quarantining = (urls: readonly string[]) => Promise<readonly string[]>
type Options = Omit<RenderOptions, 'quarantined'> & { quarantine?: Quarantining }

/**
 * Renders like `renderMarkdown`, but yields to the event loop between its steps, so that a long
 * text does not delay other requests.
 */
export async function renderInSlices(
  text: string,
  options: Options = {}
): Promise<Rendered & { quarantined: readonly string[] }> {
  const wait = () => (text.length > shortText ? nextTurn() : undefined)
  /** Addresses in the visible text, in QR codes of images and in the source. */
  const reachable = async () => {
    const seen = addressesSeen(tokens)
    await wait()
    return [...new Set([...seen, ...codesOf(options.images), ...addressesUnseen(text, seen)])]
  }
  const tokens = parse(text)
  await wait()
  const show = options.show && (await shownOnce(tokens, options.show))
  await wait()
  const quarantined = options.quarantine ? await options.quarantine(await reachable()) : []
  await wait()
  const page = rewritten(tokens, { ...options, show, quarantined })
  await wait()
  await highlightCode(tokens)
  const html = render(tokens)
  await wait()
  return { ...rendered(tokens, page, sanitise(html)), quarantined }
}

const codesOf = (images: ReadonlyMap<string, ImageFacts> = new Map()) =>
  [...images.values()].flatMap(({ codes = [] }) => codes).filter((code) => hostOf(code))

/** Judges each address once, however often the text contains it. */
export async function shownOnce(tokens: Token[], show: LinkShower): Promise<LinkShower> {
  const urls = [...new Set(tokens.flatMap(({ children }) => (children ?? []).flatMap(targetOf)))]
  const known = new Map(await mapInPortions(urls, (url) => [url, show(url)] as const))
  return (url) => known.get(url) ?? show(url)
}

/** External target of a link or image token. */
function targetOf(token: Token): string[] {
  const target = token.attrGet('href') ?? token.attrGet('src')
  return target && hostOf(String(target)) ? [String(target)] : []
}
