import { realpathSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, test } from 'vitest'
import { copyCheckout, replaceIn } from './checkout.ts'
import { freePort, newDataFolder, runProgram } from './server.ts'

const STOA_DATA = newDataFolder()
const PORT = String(await freePort())

afterAll(() => {
  rmSync(realpathSync(join(STOA_DATA, 'postgres')), { recursive: true, force: true })
  rmSync(dirname(STOA_DATA), { recursive: true, force: true })
})

const say = async (path: string) => (await fetch(`http://127.0.0.1:${PORT}${path}`)).text()

/** Polls until a page contains the text. During a restart the server does not answer. */
async function until(path: string, text: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const said = await say(path).catch(() => '')
    if (said.includes(text)) return
    await sleep(200)
  }
  throw new Error(`${path} never says "${text}"`)
}

test('changed pages, messages and server files load without a manual restart', async () => {
  const folder = copyCheckout()
  const settings = { STOA_DATA, PORT, STOA_DEMO: 'off' }
  const development = runProgram(join(folder, 'apps/api/bin/dev.mjs'), settings)
  await development.says('Stoa is ready')
  await until('/rules?lang=en', 'Rules')
  replaceIn(
    folder,
    'packages/messages/web/en.json',
    '"web_footer_verify": "',
    '"web_footer_verify": "Word '
  )
  await until('/rules?lang=en', 'Word ')
  const page = 'apps/web/src/routes/documents/[slug=category]/+page.svelte'
  replaceIn(folder, page, '<Columns>', '<p>Another page</p>\n<Columns>')
  await until('/rules?lang=en', 'Another page')
  replaceIn(folder, 'apps/api/src/plugins/sitemap.ts', "'User-agent: *'", "'User-agent: others'")
  await until('/robots.txt', 'User-agent: others')
  development.kill('SIGTERM')
  await development.exit
  rmSync(folder, { recursive: true })
})
