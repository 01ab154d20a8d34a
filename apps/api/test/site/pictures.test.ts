import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'
import { sendForm } from '../uploads/sending.ts'
import { approveWaiting, rename } from './changing.ts'

const forum = startForum()
const { host } = new URL('http://127.0.0.1:3000')
let admins: readonly [Client, Client]

beforeAll(async () => {
  admins = [await forum.user({ role: 'admin' }), await forum.user({ role: 'admin' })]
  await rename(admins, 'Lanternfish')
})

const drawn = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
const send = (use: string, bytes: Buffer, name = 'picture.png') =>
  sendForm(admins[0], {}, name, bytes, `/api/v1/site/pictures/${use}`)
const get = (url: string) => forum.app.inject({ url, headers: { host } })

const knownIcons = ['/favicon.ico', '/apple-touch-icon.png', '/apple-touch-icon-precomposed.png']
const iconsAt = () =>
  Promise.all(knownIcons.map(async (url) => (await get(url)).headers.location?.split('/').at(-1)))

test('an icon waits, and is then there in every size that devices need', async () => {
  expect(await iconsAt()).toEqual(['icon-180.png', 'icon-180.png', 'icon-180.png'])
  expect((await send('icon', await drawn(600, 600))).status).toBe(201)
  expect((await forum.guest.get('/site')).body.icon).toBeNull()
  await approveWaiting(admins[1])
  const { icons } = (await get('/manifest.webmanifest')).json<{ icons: { src: string }[] }>()
  const { icon } = (await forum.guest.get('/site')).body as { icon: string }
  const sizes = await Promise.all(
    [icon, ...icons.map(({ src }) => src)].map(async (url) => {
      const { width, height } = await sharp((await get(url)).rawPayload).metadata()
      return [width, height]
    })
  )
  expect(sizes).toEqual([32, 192, 512, 512].map((side) => [side, side]))
  expect(await iconsAt()).toEqual(['32', '180', '180'])
})

test('a picture that was replaced is no longer public', async () => {
  await send('social', await drawn(1200, 630))
  const { picture } = (await forum.guest.get('/site')).body as { picture: string }
  expect((await get(picture)).statusCode).toBe(200)
  await send('social', await drawn(1300, 630))
  expect((await get(picture)).statusCode).toBe(404)
})

const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
/** The head of a PNG that says it has 50,000 × 50,000 pixels. */
async function huge() {
  const bytes = await drawn(9, 9)
  bytes.writeUInt32BE(50_000, 16)
  bytes.writeUInt32BE(50_000, 20)
  return bytes
}

test.each([
  ['SVG', 'logoLight', async () => svg, 'upload_type_refused'],
  ['an oblong icon', 'icon', () => drawn(600, 300), 'site_icon_not_square'],
  ['a tiny icon', 'icon', () => drawn(64, 64), 'site_icon_too_small'],
  ['text', 'social', async () => Buffer.from('words'), 'upload_type_refused']
] as const)('%s is refused as %s', async (_, use, make, code) => {
  const { status, body } = await send(
    use,
    await make(),
    code === 'upload_type_refused' ? 'x.svg' : 'x.png'
  )
  expect([status, body.code]).toEqual([422, code])
})

test('50,000 × 50,000 pixels are refused before they are decoded', async () => {
  const { status, body } = await send('logoLight', await huge())
  expect([status, ['upload_too_many_pixels', 'upload_broken'].includes(body.code)]).toEqual([
    422,
    true
  ])
})
