import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { removeMetadata } from './removing-metadata.ts'

const root = new URL('../../../../apps/api/', import.meta.url)
const mp4 = readFileSync(new URL('test/uploads/steps.mp4', root))
const demo = new URL('demo/articles/scams/is-it-official/check.en.webm', root)
const webm = readFileSync(demo)
const place = '+31.2304+121.4737/'

function box(type: string, ...parts: (string | Buffer)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1')))
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.length)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, content])
}

/** Adds boxes at the end of a box of the video, whose containers grow. */
function withBoxes(path: string[], ...added: Buffer[]): Buffer {
  const more = Buffer.concat(added)
  const file = Buffer.from(mp4)
  let [at, end] = [0, file.length]
  for (const type of path) {
    at = file.indexOf(type, at, 'latin1') - 4
    end = at + file.readUInt32BE(at)
    file.writeUInt32BE(end - at + more.length, at)
  }
  return Buffer.concat([file.subarray(0, end), more, file.subarray(end)])
}

function element(id: string, ...parts: (string | Buffer)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part as string)))
  const size = Buffer.alloc(8)
  size.writeUIntBE(content.length, 2, 6)
  size[0] = 0x01
  return Buffer.concat([Buffer.from(id, 'hex'), size, content])
}

/** The demo's video with elements at the end of its segment. */
function withElements(...added: Buffer[]): Buffer {
  const more = Buffer.concat(added)
  const file = Buffer.from(webm)
  const size = file.indexOf('18538067', 'hex') + 4
  file.writeUIntBE(file.readUIntBE(size + 2, 6) + more.length, size + 2, 6)
  return Buffer.concat([file, more])
}

const cluster = '1f43b675'
const noSize = '01ffffffffffffff'
/** As browsers record: nothing has a size but what is in clusters. */
const recorded = Buffer.concat([
  Buffer.from(`1a45dfa38018538067${noSize}`, 'hex'),
  ...Array(3).fill(Buffer.from(`${cluster}${noSize}e78100`, 'hex')),
  element('1254c367', place)
])

const cleared = (file: Buffer, type: 'video/mp4' | 'video/webm') => {
  const bytes = Buffer.from(file)
  removeMetadata(bytes, type)
  return bytes
}

/** Where the bytes of two files differ. */
const changed = (one: Buffer, other: Buffer) =>
  [...one.keys()].filter((at) => one[at] !== other[at])

describe('metadata of a video', () => {
  test.each([
    ['the place of a phone', ['moov'], box('udta', box('©xyz', `\0\x12\x15\xc7${place}`))],
    ['the keys of a phone', ['moov'], box('meta', box('ilst', place))],
    ['what a track says', ['moov', 'trak'], box('udta', box('loci', place))],
    ['a box of QuickTime', ['moov', 'trak', 'mdia'], box('©xyz', place)],
    ['XMP', [], box('uuid', '\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8', place)],
    ['what the file says', [], box('meta', place)],
    ['free space', [], box('free', place)],
    [
      'a box whose size takes eight bytes',
      [],
      Buffer.concat([
        Buffer.from('0000000175756964000000000000002b', 'hex'),
        Buffer.from(place.padEnd(27))
      ])
    ]
  ])('is removed in place: %s', (_, path, added) => {
    const file = withBoxes(path, added)
    const bytes = cleared(file, 'video/mp4')
    expect(bytes.includes(place)).toBe(false)
    const from = file.indexOf(added)
    const outside = changed(file, bytes).filter((at) => at < from || at >= from + added.length)
    expect(outside).toEqual([])
    expect(bytes.toString('latin1', from + 4, from + 8)).toBe('free')
  })

  test('a video without any stays as it is', () => {
    expect(cleared(mp4, 'video/mp4')).toEqual(mp4)
    expect(cleared(cleared(webm, 'video/webm'), 'video/webm')).toEqual(cleared(webm, 'video/webm'))
  })

  test('tags and files of a WebM become empty space of their size', () => {
    const added = [element('1254c367', place), element('1941a469', place), element('ec', place)]
    const file = withElements(...added)
    const bytes = cleared(file, 'video/webm')
    expect(bytes.includes(place)).toBe(false)
    const spaces = added.map(({ length }) => element('ec', Buffer.alloc(length - 9)))
    expect(bytes.subarray(webm.length)).toEqual(Buffer.concat(spaces))
    // Its pictures are as they were.
    const pictures = webm.indexOf(cluster, 'hex')
    expect(bytes.subarray(pictures, webm.length)).toEqual(webm.subarray(pictures))
  })

  test('tags behind clusters without a size are found', () => {
    expect(cleared(recorded, 'video/webm').includes(place)).toBe(false)
  })
})

describe('a broken video is refused', () => {
  test.each([
    ['half of it', mp4.subarray(0, mp4.length - 9)],
    [
      'a box longer than its container',
      withBoxes(['moov'], Buffer.from('0000ffff75647461', 'hex'))
    ],
    ['a box shorter than its head', withBoxes(['moov'], Buffer.from('0000000475647461', 'hex'))],
    ['bytes behind it', Buffer.concat([mp4, Buffer.from('abc')])],
    ['a million boxes in each other', Buffer.concat(Array(1e6).fill(Buffer.from('\0\0\0\0moov')))]
  ])('as MP4: %s', (_, file) => {
    expect(() => cleared(file, 'video/mp4')).toThrow('upload_video_broken')
  })

  test.each([
    ['half of it', webm.subarray(0, webm.length / 2)],
    ['bytes behind it', Buffer.concat([webm, Buffer.alloc(3)])],
    ['tags without a size', withElements(Buffer.from('1254c367ff', 'hex'))]
  ])('as WebM: %s', (_, file) => {
    expect(() => cleared(file, 'video/webm')).toThrow('upload_video_broken')
  })

  test.each([
    ['video/mp4', withBoxes(['moov'], box('udta', place))],
    ['video/webm', recorded]
  ] as const)('whatever is written into it, as %s', (type, file) => {
    const bytes = fc.nat(file.length - 1)
    const edits = fc.array(fc.tuple(bytes, fc.constantFrom(0, 1, 0x7f, 0xff, 0x12)), {
      maxLength: 8
    })
    fc.assert(
      fc.property(edits, bytes, (written, cut) => {
        const mangled = Buffer.from(file.subarray(0, file.length - (cut % 9)))
        for (const [at, value] of written) mangled[at % mangled.length] = value
        const length = mangled.length
        try {
          removeMetadata(mangled, type)
        } catch (error) {
          expect(error).toMatchObject({ status: 422, code: 'upload_video_broken' })
        }
        expect(mangled).toHaveLength(length)
      }),
      { numRuns: 2_000 }
    )
  })
})
