import { chromium, type Browser } from '@playwright/test'
import { findBrowser } from '../bin/browser.mjs'
import type { ForumScene, Measurements } from './measurements.ts'
import { postPictures } from './posted-pictures.ts'
import { phone, phoneScreenshots } from './screenshots.ts'

const count = 5

/**
 * Measures what a phone loads of a thread with five screenshots that is read to its end. Nothing
 * without a browser.
 */
export async function phonePictures(scene: ForumScene): Promise<Measurements> {
  const executablePath = findBrowser()
  if (!executablePath) return {}
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const shots = await phoneScreenshots(browser, count)
    const named = shots.map((bytes, at) => ({ name: `screen-${at + 1}.png`, bytes }))
    const { thread, files } = await postPictures(scene, named)
    const originals = await Promise.all(files.map((path) => sizeOf(scene.origin + path)))
    const loaded = await readThread(browser, scene.origin + thread)
    return { 'KB of pictures': kilobytes(loaded), 'KB of originals': kilobytes(originals) }
  } finally {
    await browser.close()
  }
}

const kilobytes = (sizes: number[]) => sizes.reduce((sum, size) => sum + size, 0) / 1024

const sizeOf = async (url: string) => (await (await fetch(url)).arrayBuffer()).byteLength

/** Returns the bytes of each picture that the browser received. */
async function readThread(browser: Browser, url: string): Promise<number[]> {
  const page = await browser.newPage(phone)
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (!request.url().includes('/uploads/')) return
    sizes.push(request.sizes().then((size) => size.responseBodySize + size.responseHeadersSize))
  })
  await page.goto(url)
  await page.evaluate(scrollThrough)
  await page.waitForLoadState('networkidle')
  const received = await Promise.all(sizes)
  await page.close()
  if (received.length !== count) throw new Error(`${received.length} of ${count} pictures came`)
  return received
}

/** Runs in the browser: scrolls to the end as a reader would, until all pictures are there. */
async function scrollThrough() {
  const pause = () => new Promise((done) => setTimeout(done, 100))
  for (let top = 0; top < document.body.scrollHeight; top += 500) {
    scrollTo(0, top)
    await pause()
  }
  const images = [...document.querySelectorAll('article img')] as HTMLImageElement[]
  for (let waited = 0; waited < 100 && !images.every((one) => one.complete); waited += 1)
    await pause()
}
