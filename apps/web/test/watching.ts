import { hash } from 'node:crypto'
import { appendFile, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { BrowserContext, ConsoleMessage, Page, Request } from '@playwright/test'
import { dataFolder } from './mailbox.ts'

type Watched = { origin: string; scripts: boolean }

/**
 * Watches every page of a browser and adds problems to `found`: accessibility violations, sideways
 * scrolling, errors of scripts and the console (such as the content security policy), and requests
 * to other servers.
 */
export function watch(context: BrowserContext, { origin, scripts }: Watched, found: string[]) {
  const documents = new Set<string>()
  context.on('request', (request) => {
    if (isForPage(request)) documents.add(request.url())
    if (isForeign(request, origin)) found.push(`A request to another server: ${request.url()}`)
  })
  context.on('weberror', (error) => found.push(`An error of a script: ${error.error().stack}`))
  context.on('console', (message) => {
    // Expected errors are left out, as the reader sees them: pages with 404 or 422, refused drafts,
    // and a network that the test switched off.
    const { url } = message.location()
    const isDraft = url.startsWith(`${origin}/api/v1/drafts/`)
    const isSeen = documents.has(url) || isDraft || message.text().includes(offline)
    if (message.type() === 'error' && !isSeen) found.push(consoleError(message))
  })
  context.on('page', (page) => void checkEachDocument(page, scripts, found))
}

/** True for pages, also those that `live-queue` takes its rows from. */
const isForPage = (request: Request) =>
  request.isNavigationRequest() || request.headers()['accept'] === 'text/html'

const offline = 'net::ERR_INTERNET_DISCONNECTED'

const isForeign = (request: Request, origin: string) =>
  /^https?:/.test(request.url()) && !request.url().startsWith(`${origin}/`)

const consoleError = (message: ConsoleMessage) =>
  `An error in the console: ${message.text()} (${message.location().url})`

/** Checks each document before the test's first act or expectation on it. */
async function checkEachDocument(page: Page, scripts: boolean, found: string[]) {
  const unchecked = page.locator('html:not([data-checked])')
  await page.addLocatorHandler(unchecked, async () => {
    const check = async () => {
      found.push(...(await violations(page, scripts)), ...(await overflow(page)))
      await page.evaluate(() => document.documentElement.setAttribute('data-checked', ''))
    }
    await check().catch(unlessLeft)
  })
}

// If the document was left during the check, the next one is checked.
function unlessLeft(error: Error) {
  if (!/context was destroyed|has been closed/.test(error.message)) throw error
}

async function violations(page: Page, scripts: boolean) {
  if (!(await showsSomethingNew(page))) return []
  const seen = scripts ? page : await copyOf(page)
  const axe = new AxeBuilder({ page: seen }).options({ resultTypes: ['violations'] })
  const { violations } = await axe.setLegacyMode(true).analyze()
  if (seen !== page) await seen.close()
  return violations.map(({ id, nodes }) => {
    const places = nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`)
    return `Accessibility of ${page.url()}: ${id}\n${places.join('\n')}`
  })
}

// A check takes a second. Documents that differ in text only are checked once per colour scheme and
// width, across all tests.
async function showsSomethingNew(page: Page) {
  const file = join(dirname(dataFolder()), 'places-checked')
  const known = new Set((await readFile(file, 'utf8').catch(() => '')).split('\n'))
  const places = (await page.evaluate(placesOfElements)).map(digest)
  const unknown = places.filter((place) => !known.has(place))
  await appendFile(file, unknown.map((place) => `${place}\n`).join(''))
  return unknown.length > 0
}

const digest = (place: string) => hash('sha256', place, 'base64').slice(0, 16)

/** Kinds of elements on the page: tag, ancestors and attributes. */
function placesOfElements() {
  const look = `${innerWidth} ${matchMedia('(prefers-color-scheme: dark)').matches}`
  const places = new Map<Element | null, string>([[null, look]])
  for (const element of document.querySelectorAll('*')) {
    const attributes = [...element.attributes].filter(({ name }) => name !== 'data-checked')
    const said = attributes.map(({ name, value }) => (value === '' ? `${name}=""` : name))
    const own = [element.className, ...said, element.textContent?.trim() ? 'text' : '']
    const place = `${places.get(element.parentElement)} ${element.localName} ${own.join()}`
    places.set(element, place)
  }
  return [...new Set(places.values())]
}

/** A copy of the document without its scripts, as the checks need scripts enabled. */
async function copyOf(page: Page) {
  const html = await page.content()
  const browser = page.context().browser()
  const copy = await browser?.newPage({ viewport: page.viewportSize() })
  if (!copy) throw new Error('This page belongs to no browser.')
  await copy.route(/\.js$/, (route) => route.abort())
  await copy.route(page.url(), (route) => route.fulfill({ body: html, contentType: 'text/html' }))
  await copy.goto(page.url())
  return copy
}

async function overflow(page: Page) {
  const pixels = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  return pixels > 0 ? [`${page.url()} scrolls sideways by ${pixels} px`] : []
}
