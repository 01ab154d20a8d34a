import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

// The headless shell comes first, because it uses half the CPU time of a full browser.
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'chrome.exe'
]
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
]

/** The program of Chromium: `CHROMIUM_PATH`, or one that is installed; undefined if there is none. */
export const findBrowser = () =>
  [process.env.CHROMIUM_PATH, ...onPath(names), ...places].find(isProgram)

const firefox = ['firefox-esr', 'firefox', 'firefox.exe']
const firefoxPlaces = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe'
]

/** The programs of the three engines. WebKitGTK has no mode without a display, hence Xvfb. */
export const findEngines = () => ({
  chromium: findBrowser(),
  firefox: [process.env.FIREFOX_PATH, ...onPath(firefox), ...firefoxPlaces].find(isProgram),
  webkit: onPath(['Xvfb']).some(isProgram) ? onPath(['WebKitWebDriver']).find(isProgram) : undefined
})

/** @param {string[]} programs names of files */
const onPath = (programs) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => programs.map((name) => join(folder, name)))

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
