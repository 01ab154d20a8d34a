import { beforeAll, expect, test } from 'vitest'
import { strToU8, zipSync } from 'fflate'
import { uploads } from '@stoa/uploads/schema'
import { startForum, type Client } from '../forum.ts'
import { createThread } from '../posting.ts'
import { sendFile } from './sending.ts'

const forum = startForum()
let author: Client

beforeAll(async () => {
  author = await forum.user()
})

const zip = (files: Record<string, string | Uint8Array>) =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, content]) => [
          name,
          typeof content === 'string' ? strToU8(content) : content
        ])
      )
    )
  )

const send = (bytes: Buffer, client = author) => sendFile(client, 'logs.zip', bytes)
const secret = '登录密码：hunter2Rabbit!'

test('a secret in a text of an archive is refused, with its name and line', async () => {
  const { status, body } = await send(zip({ 'a/app.log': `started\n${secret}\n`, 'b.log': 'fine' }))
  expect([status, body.code]).toEqual([422, 'upload_secret_in_archive'])
  expect(body.detail ?? body.title).toContain('a/app.log')
  expect(
    (await send(zip({ 'a/app.log': 'started\n', 'b.bin': Uint8Array.of(0, 1, 2) }))).status
  ).toBe(201)
})

test('an archive that is too large, nested or encrypted is refused', async () => {
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`${at}.log`, 'x']))
  const large = { 'a.log': 'x'.repeat(6_000_000), 'b.log': 'x'.repeat(6_000_000) }
  const nested = { 'a.txt': zip({ 'b.log': secret }) }
  for (const bytes of [zip(many), zip(large), zip(nested), Buffer.from('PK\u0003\u0004 broken')])
    expect((await send(bytes)).body.code).toBe('upload_archive_refused')
})

const docx = (words: string, others: Record<string, string | Uint8Array> = {}) => ({
  '[Content_Types].xml': '<?xml version="1.0"?><Types/>',
  'word/document.xml': `<w:document><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:document>`,
  ...others
})

test.each([
  ['as Windows writes Unicode', { 'a.txt': Buffer.from(`\ufeff${secret}`, 'utf16le') }],
  ['in a document', { 'a.docx': zip(docx(secret)) }],
  ['over two runs of a document', { 'a.docx': zip(docx('登录密码：hunter2</w:t><w:t>Rabbit!')) }],
  [
    'in a table',
    {
      'a.xlsx': zip({
        '[Content_Types].xml': '<Types/>',
        'xl/sharedStrings.xml': `<sst><si><t>${secret}</t></si></sst>`
      })
    }
  ],
  [
    'in an open document',
    {
      'a.odt': zip({
        mimetype: 'application/vnd.oasis.opendocument.text',
        'content.xml': `<office:text><text:p>${secret}</text:p></office:text>`
      })
    }
  ]
])('a secret in an archive is refused %s', async (_, files: Record<string, Uint8Array>) => {
  expect((await send(zip(files))).body.code).toBe('upload_secret_in_archive')
})

test('programs and archives inside an archive are refused, whatever their names', async () => {
  const inner = zip({ 'b.log': 'fine' })
  const refused: Record<string, string | Uint8Array>[] = [
    { 'a.txt': zip({ 'META-INF/MANIFEST.MF': 'x', 'A.class': 'x' }) },
    { 'a.bin': zip({ 'AndroidManifest.xml': 'x', 'classes.dex': 'x' }) },
    { 'b.log': 'x', 'classes.dex': 'x' },
    { 'a.exe': Buffer.concat([Buffer.from('MZ program'), inner]) },
    { 'a.docx': zip(docx('fine', { 'word/embeddings/a.bin': inner })) }
  ]
  for (const files of refused)
    expect((await send(zip(files))).body.code).toMatch(/^upload_(?:archive|type)_refused$/)
  expect((await send(zip({ 'a.docx': zip(docx('fine')) }))).status).toBe(201)
})

test('archives of new members are not public', async () => {
  const newcomer = await forum.user({ trust: 'new' })
  const categoryId = await forum.category()
  const { body } = await send(zip({ 'a.log': 'fine' }), newcomer)
  const question = { categoryId, title: 'The app ends at once', body: `Here: ${body.markdown}` }
  expect((await newcomer.post('/threads', question)).body.errors).toMatchObject([{ path: 'body' }])
  const { body: ours } = await send(zip({ 'a.log': 'fine' }))
  expect((await createThread(author, categoryId, { body: `Here: ${ours.markdown}` })).state).toBe(
    'visible'
  )
})

test('a refused file counts against the quota for a day', async () => {
  const newcomer = await forum.user({ trust: 'new' })
  const row = { ownerId: newcomer.id, name: 'old.zip', contentType: 'application/zip' }
  const values = { ...row, id: newcomer.username, bytes: 49_990_000, createdAt: forum.now() }
  await forum.connection.db.insert(uploads).values(values)
  const log = Buffer.from(`${secret}\n${'x'.repeat(8_000)}`)
  const codeOf = async () => (await sendFile(newcomer, 'a.log', log)).body.code
  expect([await codeOf(), await codeOf()]).toEqual(['upload_secret_in_text', 'upload_quota_used'])
  forum.advance(25 * 3600_000)
  expect(await codeOf()).toBe('upload_secret_in_text')
})
