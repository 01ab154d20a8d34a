import { expect, test } from 'vitest'
import { renderArticle } from '@stoa/threads/rendering'
import { writer as articleWriter } from '../articles/writing.ts'
import { startForum, type Client } from '../forum.ts'
import { picture, video } from './drawing.ts'
import { sendFile, sendForm } from './sending.ts'

const forum = startForum()
const sendVideo = (client: Client, name: string, bytes: Buffer) =>
  sendForm(client, {}, name, bytes, '/api/v1/uploads/videos')
const captions = Buffer.from('WEBVTT\n\n00:00.000 --> 00:02.000\nOpen the wallet\n')
/** The video with a box at its end, without a size. */
const withBox = (type: string, content: Buffer) =>
  Buffer.concat([video, Buffer.from(`\0\0\0\0${type}`), content])
const padded = (megabytes: number) => withBox('mdat', Buffer.alloc(megabytes * 1024 * 1024))

test('who writes articles uploads a video with captions, and both stand in one', async () => {
  const writer = await articleWriter(forum)
  const { status, body } = await sendVideo(writer, 'steps.txt', video)
  expect([status, body.contentType, body.name]).toEqual([201, 'video/mp4', 'steps.mp4'])
  const text = `${body.markdown}${(await sendVideo(writer, 'en.srt', captions)).body.markdown}`
  const { html } = await renderArticle(forum.context(), text, 'en')
  expect(html).toMatch(/<video [^>]+>\n<track kind="captions" src="[^"]+" srclang="en"/)
  const part = await writer.inject({
    method: 'GET',
    url: body.url,
    headers: { range: 'bytes=4-7' }
  })
  expect([part.status, part.text, part.headers['content-type']]).toEqual([206, 'ftyp', 'video/mp4'])
})

test('others upload none, and nobody beside their own place', async () => {
  for (const role of ['member', 'volunteer', 'staff'] as const)
    expect((await sendVideo(await forum.user({ role }), 'a.mp4', video)).status).toBe(403)
  const { status, body } = await sendFile(await articleWriter(forum), 'a.mp4', video)
  expect([status, body.code]).toEqual([422, 'upload_type_refused'])
})

test('a file that is only named like a video is refused, with what to do', async () => {
  const writer = await articleWriter(forum)
  const movie = Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0qt  ')
  for (const bytes of [movie, await picture(20, 20), Buffer.from('1\n00:00:00,000 --> 1')]) {
    const { status, body } = await sendVideo(writer, 'steps.mp4', bytes)
    expect([status, body.code]).toEqual([422, 'upload_video_refused'])
    expect(body.detail).toContain('MP4 (H.264)')
  }
})

test('a video may be larger than other files, up to 50 MB', async () => {
  const writer = await articleWriter(forum)
  expect((await sendVideo(writer, 'a.mp4', padded(11))).status).toBe(201)
  const { status, body } = await sendVideo(writer, 'a.mp4', padded(50))
  expect([status, body.code, body.detail]).toEqual([
    ...[413, 'upload_too_large', expect.stringContaining('50 MB')]
  ])
})

test('what a video says of its place is not kept, and a broken one is refused', async () => {
  const writer = await articleWriter(forum)
  const place = Buffer.from('+31.2304+121.4737/')
  const { body } = await sendVideo(writer, 'a.mp4', withBox('udta', place))
  const kept = await writer.inject({ method: 'GET', url: body.url })
  expect(kept.text.length).toBeGreaterThan(1_000)
  expect(kept.text).not.toContain('121.4737')
  const broken = await sendVideo(writer, 'a.mp4', video.subarray(0, 1_000))
  expect([broken.status, broken.body.code]).toEqual([422, 'upload_video_broken'])
  expect(broken.body.detail).toContain('MP4 (H.264)')
})

test('captions with a secret are refused', async () => {
  const secret = Buffer.concat([captions, Buffer.from('password: Harbour7!x\n')])
  const { body } = await sendVideo(await articleWriter(forum), 'a.vtt', secret)
  expect([body.code, body.title]).toEqual([
    'upload_secret_in_text',
    expect.stringMatching(/^Line 5 /)
  ])
})
