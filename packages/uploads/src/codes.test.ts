import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readCodes } from './codes.ts'

async function moving(frames: number): Promise<Buffer> {
  const frame = { create: { width: 20, height: 20, channels: 3, background: '#fff' } } as const
  const pages = Array.from({ length: frames }, () => sharp(frame).png().toBuffer())
  return sharp(await Promise.all(pages), { join: { animated: true } })
    .gif({ delay: pages.map(() => 100), keepDuplicateFrames: true })
    .toBuffer()
}

/** Reads no pixels and reports two seconds per frame. */
function slowReader() {
  const given: number[] = []
  const read = (_: unknown, milliseconds: number) => {
    given.push(milliseconds)
    return Promise.resolve({ texts: [`code ${given.length}`], took: 2000 })
  }
  return { given, read }
}

test('all frames of a file share five seconds', async () => {
  const { given, read } = slowReader()
  expect(await readCodes(await moving(3), read)).toEqual(['code 1', 'code 2', 'code 3'])
  expect(given).toEqual([5000, 3000, 1000])
})

test('a file whose frames take longer is refused, and no more of it is read', async () => {
  const { given, read } = slowReader()
  const refused = { status: 422, code: 'upload_codes_unreadable' }
  await expect(readCodes(await moving(12), read)).rejects.toMatchObject(refused)
  expect(given).toHaveLength(3)
})
