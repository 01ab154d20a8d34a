import puppeteer, { type ElementHandle, type Page } from 'puppeteer-core'
import { cookieOf } from '../accounts.ts'
import { partsOf, type Engine, type EngineSettings, type Tab, type Target } from './tab.ts'
import { findShown, retry } from './waiting.ts'

/**
 * Firefox, to which Puppeteer speaks WebDriver BiDi.
 * @param executablePath that of Firefox
 */
export async function firefoxEngine(
  executablePath: string,
  { origin, locale }: EngineSettings
): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    extraPrefsFirefox: { 'intl.accept_languages': locale }
  })
  return {
    async open(report) {
      const context = await browser.createBrowserContext()
      const page = await context.newPage()
      page.on('pageerror', (error) => {
        const words = textOf(error)
        void isOfLeftPage(words).then((left) => left || report(`An error of a script: ${words}`))
      })
      page.on('console', (message) => {
        if (message.type() === 'error') report(`An error in the console: ${message.text()}`)
      })
      await page.setViewport({ width: 1280, height: 800 })
      return tabOf(page, origin)
    },
    close: () => browser.close()
  }
}

const textOf = (thrown: unknown) =>
  thrown instanceof Error ? String(thrown.stack) : String(thrown)

/** True for a module that exists: the page that was loading it has been left meanwhile. */
async function isOfLeftPage(error: string) {
  const [, module] = /error loading dynamically imported module: (\S+)/.exec(error) ?? []
  return module !== undefined && (await fetch(module)).ok
}

function tabOf(page: Page, origin: string): Tab {
  const find = async (target: Target) => {
    const { css, text } = partsOf(target)
    const found = await page.evaluateHandle(findShown, css, text)
    return found.asElement() as ElementHandle | null
  }
  const act = (target: Target, how: (element: ElementHandle) => Promise<void>) =>
    retry('shown', target, async () => {
      const element = await find(target)
      if (element) await how(element)
      return element !== null
    })
  return {
    open: async (path) => void (await page.goto(new URL(path, origin).href)),
    async setCookie(cookie) {
      const { name, value } = cookieOf(cookie, origin)
      await page.browserContext().setCookie({ name, value, domain: new URL(origin).hostname })
    },
    click: (target) => act(target, (element) => element.click()),
    type: (target, text) => act(target, (element) => element.type(text)),
    see: (target) => act(target, async () => {}),
    seeNone: (target) => retry('gone', target, async () => (await find(target)) === null),
    resize: (width, height) => page.setViewport({ width, height }),
    evaluate: <T>(expression: string) => page.evaluate(expression) as Promise<T>,
    screenshot: async () => Buffer.from(await page.screenshot()),
    close: () => page.browserContext().close()
  }
}
