import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { environment, prepare, root } from './prepare.mjs'
import { command, run, Stop } from './run.mjs'

const faces = { FONTCONFIG_FILE: join(root, '.config/fonts.conf') }

function checkFaces() {
  const env = { ...process.env, ...faces }
  const { stdout } = spawnSync('fc-match', ['system\\-ui'], { env, encoding: 'utf8' })
  if (!stdout?.includes('Inter'))
    throw new Stop('The pictures need Inter and Noto Sans CJK: fonts-inter and fonts-noto-cjk.')
}

// `npm run pictures` writes the pictures of the README.
await command(async () => {
  checkFaces()
  await prepare()
  const browser = findBrowser()
  if (!browser) throw new Stop('No Chromium was found: install it, or set CHROMIUM_PATH.')
  const config = [
    '--config',
    '.config/playwright.ts',
    '/pictures.test',
    '--update-snapshots',
    'all'
  ]
  const env = { ...environment(), ...faces, CHROMIUM_PATH: browser }
  const { code } = await run('playwright', ['test', ...config], {
    cwd: root,
    env,
    stdio: 'inherit'
  })
  return code
})
