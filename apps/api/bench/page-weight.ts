import { request } from 'node:http'
import { chromium, type Browser } from '@playwright/test'
import { findBrowser } from '../bin/browser.mjs'
import { sendOne } from './load.ts'
import type { Measurements, PageScene } from './measurements.ts'

/** The mean kilobytes of HTML before compression, with the related threads of each. */
export async function htmlBytes({ origin, facts, sessionIds }: PageScene): Promise<Measurements> {
  for (const path of facts.threads)
    await sendOne(origin, { path: `/api/v1/threads/${path.slice('/t/'.length)}/related` })
  const mean = async (cookie?: string) => {
    let bytes = 0
    for (const path of facts.threads) {
      const headers = { ...(cookie && { cookie }) }
      const page = await fetch(new URL(path, origin), { headers })
      bytes += (await page.arrayBuffer()).byteLength
    }
    return bytes / facts.threads.length / 1024
  }
  return {
    'KB for a guest': await mean(),
    'KB for a member': await mean(`stoa_session=${sessionIds[0]}`)
  }
}

/** What a browser with an empty cache transfers to show a guest a page; nothing without one. */
export const firstView =
  (page: (facts: PageScene['facts']) => string | undefined) =>
  async ({ origin, facts }: PageScene): Promise<Measurements> => {
    const executablePath = findBrowser()
    if (!executablePath) return {}
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    try {
      return await transferred(browser, new URL(page(facts) ?? '/', origin).href)
    } finally {
      await browser.close()
    }
  }

async function transferred(browser: Browser, url: string): Promise<Measurements> {
  const page = await browser.newPage()
  const session = await page.context().newCDPSession(page)
  const sizes: number[] = []
  session.on('Network.loadingFinished', ({ encodedDataLength }) => sizes.push(encodedDataLength))
  await session.send('Network.enable')
  await page.goto(url, { waitUntil: 'networkidle' })
  return { KB: sizes.reduce((sum, size) => sum + size, 0) / 1024, requests: sizes.length }
}

/** The compressed body as it is transferred. */
export function load(url: URL): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'br, gzip' }
    request(url, { headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks)))
    })
      .on('error', reject)
      .end()
  })
}
