import { expect, type Browser, type Page } from '@playwright/test'
import { cookieOf } from '../accounts.ts'
import { partsOf, type Engine, type EngineSettings, type Tab, type Target } from './tab.ts'
import { patience } from './waiting.ts'

/** Chromium, as Playwright drives it. */
export const chromiumEngine = (browser: Browser, settings: EngineSettings): Engine => ({
  async open(report) {
    const { origin, locale } = settings
    // A transition between pages that Chromium skips is an error of a script to it.
    const context = await browser.newContext({ baseURL: origin, locale, reducedMotion: 'reduce' })
    context.setDefaultTimeout(patience)
    context.on('weberror', (error) =>
      report(`An error of a script: ${String(error.error())} ${error.error().stack}`)
    )
    context.on('console', (message) => {
      if (message.type() === 'error') report(`An error in the console: ${message.text()}`)
    })
    return tabOf(await context.newPage(), origin)
  },
  close: () => browser.close()
})

function tabOf(page: Page, origin: string): Tab {
  const shown = (target: Target) => {
    const { css, text } = partsOf(target)
    return page.locator(css, { hasText: text }).filter({ visible: true })
  }
  const timeout = { timeout: patience }
  return {
    open: async (path) => void (await page.goto(path)),
    setCookie: (cookie) => page.context().addCookies([cookieOf(cookie, origin)]),
    click: (target) => shown(target).first().click(),
    type: (target, text) => shown(target).first().pressSequentially(text),
    see: (target) => expect(shown(target).first()).toBeVisible(timeout),
    seeNone: (target) => expect(shown(target)).toHaveCount(0, timeout),
    resize: (width, height) => page.setViewportSize({ width, height }),
    evaluate: (expression) => page.evaluate(expression),
    screenshot: () => page.screenshot(),
    close: () => page.context().close()
  }
}
