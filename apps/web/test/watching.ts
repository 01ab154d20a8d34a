import type { BrowserContext, CDPSession, ConsoleMessage, Page, Request } from '@playwright/test'
import { accessibilityViolations } from './accessibility.ts'

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
  context.on('weberror', (error) => {
    const { stack, message } = error.error()
    // The console says why a script did not come, unless the test switched the network off.
    if (message.startsWith(missingScript)) return
    found.push(`An error of a script: ${stack || message} (${error.page()?.url()})`)
  })
  context.on('console', (message) => {
    // Expected errors are left out, as the reader sees them: pages with 404 or 422, refused drafts,
    // and a network that the test switched off.
    const { url } = message.location()
    const isDraft = url.startsWith(`${origin}/api/v1/drafts/`)
    const isSeen =
      documents.has(url.replace(/#.*/, '')) ||
      isDraft ||
      isOfEndedSession(message) ||
      message.text().includes(offline)
    if (message.type() === 'error' && !isSeen) found.push(consoleError(message))
  })
  context.on('page', (page) => void checkEachDocument(page, scripts, found))
}

/** True for pages, also those that `live-queue` takes its rows from. */
const isForPage = (request: Request) =>
  request.isNavigationRequest() || request.headers()['accept'] === 'text/html'

/** A page that is still open when its session ends asks once more for the inbox. */
const isOfEndedSession = (message: ConsoleMessage) =>
  /\/api\/v1\/live\?topics=\S*inbox/.test(message.location().url) && message.text().includes('401')

const offline = 'net::ERR_INTERNET_DISCONNECTED'
const missingScript = 'Failed to fetch dynamically imported module'

const isForeign = (request: Request, origin: string) =>
  /^https?:/.test(request.url()) &&
  !request.url().startsWith(`${origin}/`) &&
  !isToProvider(request)

/** Readers are sent to a provider to sign in; pages take nothing from it. */
const isToProvider = (request: Request) =>
  request.isNavigationRequest() && request.url().startsWith('http://127.0.0.1:')

const consoleError = (message: ConsoleMessage) =>
  `An error in the console: ${message.text()} (${message.location().url})`

/** Checks each document before the test's first act or expectation on it. */
async function checkEachDocument(page: Page, scripts: boolean, found: string[]) {
  const unchecked = page.locator('html:not([data-checked])')
  const enableScripts = scripts ? async () => {} : scriptSwitch(page)
  const check = async () =>
    found.push(...(await accessibilityViolations(page)), ...(await overflow(page)))
  const checkOne = async () => {
    await enableScripts(true)
    await check().catch(unlessLeft)
    await enableScripts(false)
  }
  // Otherwise Playwright would wait for a checked document, and not check one that came meanwhile.
  // That one is checked before the next act.
  await page.addLocatorHandler(unchecked, checkOne, { noWaitAfter: true })
}

/** Enables and disables scripts in a browser without them: checks need timers. */
function scriptSwitch(page: Page) {
  let session: CDPSession | undefined
  return async (enabled: boolean) => {
    const name = 'Emulation.setScriptExecutionDisabled'
    if (!session) {
      session = await page.context().newCDPSession(page)
      // A session enables only what it has disabled itself.
      await session.send(name, { value: true })
    }
    await session.send(name, { value: !enabled })
  }
}

// If the document was left during the check, the next one is checked.
function unlessLeft(error: Error) {
  if (!/context was destroyed|has been closed/.test(error.message)) throw error
}

/** Sideways scrolling of the open document; afterwards it counts as checked. */
async function overflow(page: Page) {
  const pixels = await page.evaluate(() => {
    const { documentElement: root } = document
    root.setAttribute('data-checked', '')
    return root.scrollWidth - root.clientWidth
  })
  return pixels > 0 ? [`${page.url()} scrolls sideways by ${pixels} px`] : []
}
