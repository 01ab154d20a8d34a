import type { Browser } from '@playwright/test'

/** The screen of a phone: its size in CSS pixels, and pixels of the display for each of them. */
export const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3 }

/**
 * Makes PNG screenshots of a phone, 1170 × 2532 pixels and about 760 KB each: text in both
 * languages and a part like a photo.
 */
export async function phoneScreenshots(browser: Browser, count: number): Promise<Buffer[]> {
  const page = await browser.newPage(phone)
  const shots: Buffer[] = []
  for (let index = 0; index < count; index += 1) {
    await page.setContent(screen(index))
    await page.evaluate(drawPhoto, index)
    shots.push(await page.screenshot())
  }
  await page.close()
  return shots
}

const screen = (index: number) => `<body style="margin:0;font:17px sans-serif;background:#f4f5f7">
  <h1 style="margin:0;padding:48px 16px 12px;background:#1b5;color:#fff">提币 Withdrawal ${index + 1}</h1>
  <canvas width="1170" height="540" style="width:390px;height:180px;display:block"></canvas>
  ${Array.from({ length: 9 }, (_, row) => line(index, row)).join('')}</body>`

const line = (index: number, row: number) => `<div style="margin:10px;padding:12px;background:#fff;
  border-radius:12px"><b>${['已提交', 'Pending', '确认中', 'Completed'][(index + row) % 4]}</b>
  <span style="color:#666">${(index * 977 + row * 7919) % 100000}.${row}2 USDT · 2025-0${1 + (row % 9)}-1${row % 9}<br>
  0x${((index + 3) * (row + 7) * 2654435761).toString(16).repeat(2).slice(0, 24)}… 网络拥堵，请稍候</span></div>`

/** Runs in the browser. Its pixels are the same in each run. */
function drawPhoto(seed: number) {
  const canvas = document.querySelector('canvas')
  const context = canvas?.getContext('2d')
  if (!canvas || !context) return
  const picture = context.createImageData(canvas.width, canvas.height)
  let state = seed + 1
  for (let at = 0; at < picture.data.length; at += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const light = 90 + ((at / 4 / canvas.width) | 0) / 4 + ((state >>> 24) % 24)
    picture.data.set([light, light * 0.8, 255 - light, 255], at)
  }
  context.putImageData(picture, 0, 0)
}
