import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'

const forum = startForum()

const field = (name: string, value: string) =>
  `--B\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file =
  '--B\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello\r\n--B--\r\n'

const send = (client: Client, fields: string[]) =>
  client.inject({
    method: 'POST',
    url: '/api/v1/uploads',
    headers: { 'content-type': 'multipart/form-data; boundary=B' },
    payload: fields.join('') + file
  })

test('only a few fields before a file are read, and none after it', async () => {
  const member = await forum.user()
  const fields = (count: number) => [
    ...Array.from({ length: count }, (_, index) => field(`field${index}`, 'x')),
    field('next', '/ask')
  ]
  expect((await send(member, fields(8))).headers['location']).toBe('/ask')
  expect((await send(member, fields(40))).headers['location']).toMatch(/^\/api\/v1\/uploads\//)
})
