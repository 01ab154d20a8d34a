import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { imageTypes, redraw } from './images.ts'

const blue = { width: 40, height: 20, channels: 3, background: 'blue' } as const
const picture = (format: 'jpeg' | 'png' | 'webp' | 'gif' | 'avif') =>
  sharp({ create: blue }).toFormat(format).toBuffer()

/**
 * A PNG of the given size that is tiny as a file: a header, and a body that must not be decoded.
 */
function hugePng(side: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  const body = deflateSync(Buffer.alloc(1_000_000))
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', body), chunk('IEND')])
}

function chunk(name: string, data = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(name), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

function crc32(bytes: Buffer): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

describe('a redrawn image', () => {
  test.each(imageTypes)('of type %s keeps size and format', async (type) => {
    const format = type.slice(6) as 'jpeg'
    const { bytes, width, height } = await redraw(await picture(format), type)
    const { mediaType } = await sharp(bytes).metadata()
    expect([mediaType, width, height]).toEqual([type, 40, 20])
  })

  test('has no place, camera or name, and stands upright', async () => {
    const exif = { IFD0: { Artist: 'Li Wei' }, IFD3: { GPSLatitude: '31/1 14/1 0/1' } }
    const source = sharp({ create: blue }).jpeg().withExif(exif).withMetadata({ orientation: 6 })
    const taken = await source.toBuffer()
    expect(taken.includes('Li Wei')).toBe(true)
    const { bytes, width, height } = await redraw(taken, 'image/jpeg')
    expect(await sharp(bytes).metadata()).not.toHaveProperty('exif')
    expect(bytes.includes('Li Wei')).toBe(false)
    expect([width, height]).toEqual([20, 40])
  })

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'of type %s loses descriptions by programs',
    async (format) => {
      const xmp =
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description>Li Wei</rdf:Description></rdf:RDF></x:xmpmeta>'
      const taken = await sharp({ create: blue }).toFormat(format).withXmp(xmp).toBuffer()
      expect((await sharp(taken).metadata()).xmp?.includes('Li Wei')).toBe(true)
      const { bytes } = await redraw(taken, `image/${format}`)
      expect(await sharp(bytes).metadata()).not.toHaveProperty('xmp')
    }
  )

  test('loses the text of a PNG and the comment of a GIF', async () => {
    const png = await picture('png')
    const text = chunk('tEXt', Buffer.from('Author\0Li Wei'))
    const signed = Buffer.concat([png.subarray(0, 33), text, png.subarray(33)])
    expect((await redraw(signed, 'image/png')).bytes.includes('Li Wei')).toBe(false)
    const gif = await picture('gif')
    const comment = Buffer.from('\x21\xfe\x06Li Wei\0', 'latin1')
    const commented = Buffer.concat([gif.subarray(0, -1), comment, gif.subarray(-1)])
    expect((await redraw(commented, 'image/gif')).bytes.includes('Li Wei')).toBe(false)
  })

  test('loses hidden data behind or inside it', async () => {
    const png = Buffer.concat([await picture('png'), Buffer.from('<script>alert(1)</script>')])
    expect((await redraw(png, 'image/png')).bytes.includes('script')).toBe(false)
  })

  test('keeps its frames', async () => {
    const frames = sharp({ create: { ...blue, height: 60, pageHeight: 20 } })
    const moving = await frames
      .gif({ delay: [100, 100, 100], keepDuplicateFrames: true })
      .toBuffer()
    const { bytes, height } = await redraw(moving, 'image/gif')
    expect([(await sharp(bytes).metadata()).pages ?? 1, height]).toEqual([3, 20])
  })

  test('is refused by its pixels before decoding', async () => {
    const begun = process.cpuUsage()
    await expect(redraw(hugePng(50_000), 'image/png')).rejects.toThrow('upload_too_many_pixels')
    expect(process.cpuUsage(begun).user / 1000).toBeLessThan(1000)
  })

  test('is refused when it is broken', async () => {
    const half = (await picture('jpeg')).subarray(0, 200)
    await expect(redraw(half, 'image/jpeg')).rejects.toThrow('upload_broken')
    const lying = hugePng(2_000)
    await expect(redraw(lying, 'image/png')).rejects.toThrow('upload_broken')
  })
})
