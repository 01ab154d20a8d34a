import AxeBuilder from '@axe-core/playwright'
import type { BrowserContext, ConsoleMessage, Page, Request } from '@playwright/test'

type Watched = { origin: string; scripts: boolean }

/**
 * Watches every page of a browser and adds what is wrong to `found`: violations of accessibility,
 * sideways scrolling, errors of scripts, of the console and so of the content security policy, and
 * requests to other servers.
 */
export function watch(context: BrowserContext, { origin, scripts }: Watched, found: string[]) {
  const documents = new Set<string>()
  context.on('request', (request) => {
    if (request.isNavigationRequest()) documents.add(request.url())
    if (isForeign(request, origin)) found.push(`A request to another server: ${request.url()}`)
  })
  context.on('weberror', (error) => found.push(`An error of a script: ${error.error().stack}`))
  context.on('console', (message) => {
    // A page that answers 404 or 422 is what the test opened, and the reader sees it.
    const isPage = documents.has(message.location().url)
    if (message.type() === 'error' && !isPage) found.push(consoleError(message))
  })
  context.on('page', (page) => void checkEachDocument(page, scripts, found))
}

const isForeign = (request: Request, origin: string) =>
  /^https?:/.test(request.url()) && !request.url().startsWith(`${origin}/`)

const consoleError = (message: ConsoleMessage) =>
  `An error in the console: ${message.text()} (${message.location().url})`

/** Looks at each document before the first thing a test does or expects on it. */
async function checkEachDocument(page: Page, scripts: boolean, found: string[]) {
  const unchecked = page.locator('html:not([data-checked])')
  await page.addLocatorHandler(unchecked, async () => {
    found.push(...(await violations(page, scripts)), ...(await overflow(page)))
    await page.evaluate(() => document.documentElement.setAttribute('data-checked', ''))
  })
}

async function violations(page: Page, scripts: boolean) {
  const seen = scripts ? page : await copyOf(page)
  const axe = new AxeBuilder({ page: seen }).options({ resultTypes: ['violations'] })
  const { violations } = await axe.setLegacyMode(true).analyze()
  if (seen !== page) await seen.close()
  return violations.map(({ id, nodes }) => {
    const places = nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`)
    return `Accessibility of ${page.url()}: ${id}\n${places.join('\n')}`
  })
}

/** The same document in a browser with scripts, which the checks are, but without its own. */
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
