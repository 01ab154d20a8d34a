import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Token } from 'markdown-it'
import { mapInPortions } from '@stoa/core'
import { hostOf, type LinkShower } from './links.ts'
import { rendered, type Rendered } from './markdown.ts'
import { parse, render } from './parsing.ts'
import { addressesSeen, addressesUnseen } from './quarantine.ts'
import { rewritten, type ImageFacts, type RenderOptions } from './rewriting.ts'
import { sanitise } from './sanitising.ts'

/** Up to here rendering takes a few milliseconds, whatever a text is made of. */
const shortText = 6_000

/** Answers those of a text's addresses that are kept back. */
export type Quarantining = (urls: readonly string[]) => Promise<readonly string[]>
type Options = Omit<RenderOptions, 'quarantined'> & { quarantine?: Quarantining }

/**
 * As `renderMarkdown`, in a few turns, so that the longest text does not hold up whoever else is
 * served.
 */
export async function renderInSlices(
  text: string,
  options: Options = {}
): Promise<Rendered & { quarantined: readonly string[] }> {
  const wait = () => (text.length > shortText ? nextTurn() : undefined)
  /** By its words, by the codes of its images, and for who reads the source. */
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
  const html = render(tokens)
  await wait()
  return { ...rendered(tokens, page, sanitise(html)), quarantined }
}

const codesOf = (images: ReadonlyMap<string, ImageFacts> = new Map()) =>
  [...images.values()].flatMap(({ codes = [] }) => codes).filter((code) => hostOf(code))

/** Each address is judged once, however often it stands in a text. */
async function shownOnce(tokens: Token[], show: LinkShower): Promise<LinkShower> {
  const urls = [...new Set(tokens.flatMap(({ children }) => (children ?? []).flatMap(targetOf)))]
  const known = new Map(await mapInPortions(urls, (url) => [url, show(url)] as const))
  return (url) => known.get(url) ?? show(url)
}

/** Where a link leads, or an image that is shown as one. */
function targetOf(token: Token): string[] {
  const target = token.attrGet('href') ?? token.attrGet('src')
  return target && hostOf(String(target)) ? [String(target)] : []
}
