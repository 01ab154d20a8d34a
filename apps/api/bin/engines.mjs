import { findEngines } from './browser.mjs'
import { runInBrowsers, withoutBrowser } from './suites.mjs'

const command = ['playwright', 'test', '--config', '.config/engines.ts']
const projects = (names) => names.map((name) => `--project=${name}`)

const missing = {
  chromium: 'No Chromium was found: install it, or set CHROMIUM_PATH.',
  firefox: 'No Firefox was found: install it (on Debian firefox-esr), or set FIREFOX_PATH.',
  webkit: 'No WebKitGTK was found: install its driver and Xvfb (on Debian webkit2gtk-driver, xvfb).'
}

/**
 * Runs one journey in the engines of all browsers. Those that are not installed are skipped, or
 * failed if CI is set.
 */
export async function runEngines() {
  const paths = findEngines()
  const names = Object.keys(paths)
  const found = names.filter((name) => paths[name])
  const env = {
    CHROMIUM_PATH: paths.chromium ?? '',
    FIREFOX_PATH: paths.firefox ?? '',
    WEBKIT_DRIVER_PATH: paths.webkit ?? ''
  }
  const counts = []
  if (found.length > 0) counts.push(await runInBrowsers([...command, ...projects(found)], env))
  for (const name of names.filter((name) => !paths[name]))
    counts.push(await withoutBrowser([...command, ...projects([name])], missing[name]))
  return counts
}
