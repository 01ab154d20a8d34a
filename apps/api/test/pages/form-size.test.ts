import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { startForum, type Client } from '../forum.ts'

const forum = startForum({ web: true })
const urlencoded = 'application/x-www-form-urlencoded'

/** Posts a form that is too large, and returns the page. */
const refusedTo = async (client: Client, url: string) => {
  const headers = { 'content-type': urlencoded, accept: 'text/html', 'accept-language': 'en' }
  const payload = `body=${'x'.repeat(700_000)}`
  const { status, text } = await client.inject({ method: 'POST', url, headers, payload })
  return [status, text.slice(0, 60)]
}

const signIn = (payload: string, type = urlencoded) =>
  forum.guest.inject({
    method: 'POST',
    url: '/sign-in?/signIn',
    headers: { 'content-type': type, accept: 'text/html' },
    payload
  })

test('a form as large as an announcement is read, an empty one too, an endless one not', async () => {
  const draft = 'x'.repeat(600_000)
  const answers = ['', `login=somebody&password=wrong&body=${draft}`].map((form) => signIn(form))
  for (const { status, text } of await Promise.all(answers)) {
    expect(status).toBeLessThan(500)
    expect(text).toContain('name="login"')
  }
  const endless = await signIn(`login=${'x'.repeat(5_000_000)}`)
  expect([endless.status, endless.text.includes('Up to 640 KB can be sent')]).toEqual([413, true])
})

test('the API tells how large a body may be', async () => {
  const { status, body } = await forum.guest.post('/sessions', { login: 'x'.repeat(300_000) })
  expect(status).toBe(413)
  expect(body).toMatchObject({ code: 'too_large', kilobytes: 256 })
  expect(body.detail).toContain('Up to 256 KB')
})

test('members read in their language that a form is too large', async () => {
  const member = await forum.user()
  await member.patch('/me', { locale: 'zh-TW' })
  expect(await refusedTo(member, '/ask?/ask')).toEqual([413, expect.stringContaining('zh-TW')])
  const inEnglish = await refusedTo(member, '/ask?/ask&lang=en')
  expect(inEnglish).toEqual([413, expect.stringContaining('"en"')])
  expect(await refusedTo(forum.guest, '/ask')).toEqual([413, expect.stringContaining('"en"')])
})

test('a form with too many fields is not read', async () => {
  const part = '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\n\r\n'
  const read = [
    signIn('a=&'.repeat(900)),
    signIn(part.repeat(900), 'multipart/form-data; boundary=b')
  ]
  const refused = [
    signIn('a&'.repeat(1100)),
    signIn(part.repeat(1100), 'multipart/form-data; boundary=b'),
    signIn(part.repeat(1100), 'Multipart/Form-Data; boundary=b')
  ]
  for (const { status } of await Promise.all(read)) expect(status).not.toBe(413)
  for (const { status } of await Promise.all(refused)) expect(status).toBe(413)
})

test('a form that is too large is refused while it is still being sent', async () => {
  const { port, hostname } = new URL(await forum.app.listen({ port: 0, host: '127.0.0.1' }))
  const { host, origin } = new URL(forum.origin)
  const head = `POST /sign-in?/signIn HTTP/1.1\r\nhost: ${host}\r\norigin: ${origin}\r\n`
  const form = `login=${'x'.repeat(3_000_000)}`
  const about = `content-type: ${urlencoded}\r\naccept: text/html\r\ncontent-length: ${form.length}`
  const next = `GET /healthz HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`
  const socket = connect(Number(port), hostname)
  let answers = ''
  socket.on('data', (piece) => (answers += String(piece)))
  socket.write(`${head}${about}\r\n\r\n${form}${next}`)
  await once(socket, 'close')
  expect(answers).toMatch(/^HTTP\/1.1 413 [^]*This is larger than allowed[^]*HTTP\/1.1 200 /)
})
