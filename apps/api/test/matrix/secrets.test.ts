import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { startForum } from '../forum.ts'
import { sendFile } from '../uploads/sending.ts'
import { tryVariants } from './allowed.ts'
import { endpointNamed } from './calling.ts'
import { keepLog } from './logs.ts'
import { addressOf, everyEndpoint } from './rows.ts'
import { onlyBeforeAdmins } from './rows/joining.ts'
import { filled, textPathsOf, withText, type TextPath } from './text-paths.ts'
import { columnsWith, filesWith, mailsWith } from './traces.ts'

const forum = startForum({ loopback: true })
const log = keepLog(forum)

/** Secret fields are tested by `canaries.test.ts`. */
const secretFields = [
  'password',
  'current',
  'code',
  'token',
  'login',
  'continuation',
  'grant',
  'link',
  'clientSecret'
]
/** Endpoints that read a text and do not store it; a passage to redact may be a secret. */
const unkept = [
  ...['threads.redact', 'threads.preview', 'filters.try', 'tickets.deflection', 'guards.checkMail'],
  ...['articles.preview', 'announcements.checkCopy'],
  // Kept in a cookie of the browser that sent it, or checked and forgotten.
  ...[
    'accounts.beginProviderSignIn',
    'accounts.beginLink',
    'accounts.beginMailedLink',
    'accounts.beginProviderTest',
    'accounts.finishProviderSignIn'
  ],
  'accounts.beginProviderProof',
  // Signed by a provider, and checked before anything of it is used.
  'accounts.endByProvider'
]
const skipped = [...unkept, ...onlyBeforeAdmins]

const secrets: string[] = []

/** A random cloud key, in a form that every field accepts. */
function secret(): string {
  const letters = [...randomBytes(16)].map((byte) => String.fromCharCode(65 + (byte % 26)))
  secrets.push(`AKIA${letters.join('')}`)
  return secrets.at(-1) ?? ''
}

type Sent = { status: number; code?: string; paths: string[] }

/** Sends a valid call with a secret in one of its texts. */
async function sendWith(name: string, path: TextPath): Promise<Sent> {
  const endpoint = endpointNamed(name)
  let sent: Sent = { status: 0, paths: [] }
  await tryVariants(forum, name, async ({ world, call }) => {
    const payload = withText(filled(name, path, call.body), path, secret()) as object
    const url = `/api/v1${addressOf(endpoint, call)}`
    const { status, body } = await world.caller.inject({ method: endpoint.method, url, payload })
    const errors = (body?.errors ?? []) as { path: string }[]
    sent = { status, code: body?.code, paths: errors.map((error) => error.path) }
    return [status]
  })
  return sent
}

const kept = everyEndpoint.flatMap(([name]) =>
  textPathsOf(name)
    .filter((path) => !secretFields.includes(String(path.at(-1))) && !skipped.includes(name))
    .map((path) => [`${name} ${path.join('.')}`, name, path] as const)
)

/** Fields that refuse it by their own schema, or that must name something that exists. */
const refusedByShape =
  /^(?:draft|slug|kind|type|key|keys|topic|topics|newTopic|addTags|removeTags|services|deskTopics|announcementTypes|reasons|email|hosts|domains|timeZone|issuer|scopes|ownedDomains|from|to|holidays|number|numbers|into|other|until|since|light|dark|url|replyTo|username|author|owner|category|assignee|agent|\w+At|\w+Day|\w+Until|\w+Ids)$/

/** Fields that are only compared and never stored, as the last test proves. */
const compared = ['revision', 'work', 'invitation', 'attempt', 'credential', 'expectedAssignee']

test.each(kept)('%s refuses a secret and says where it is', async (_title, name, path) => {
  const { status, code, paths } = await sendWith(name, path)
  if (compared.includes(String(path.at(-1)))) return expect(status).toBeLessThan(500)
  const isShaped = refusedByShape.test(String(path.findLast((key) => key !== 0)))
  if (isShaped && code !== 'secret_found') return expect([404, 422]).toContain(status)
  expect({ status, code, paths }).toEqual({
    status: 422,
    code: 'secret_found',
    paths: [path.join('.')]
  })
})

test('a file name with a secret is refused', async () => {
  const client = await forum.user()
  const { status } = await sendFile(client, `${secret()}.txt`, Buffer.from('Deposit.'))
  expect(status).toBe(422)
})

test('passages to redact and previews may contain a secret, which is not stored', async () => {
  for (const name of unkept)
    for (const path of textPathsOf(name))
      expect((await sendWith(name, path)).code).not.toBe('secret_found')
})

test('a refused secret is in no table, file, log or email', async () => {
  await forum.settle()
  expect(secrets.length).toBeGreaterThan(20)
  const found = [
    ...(await columnsWith(forum, secrets)),
    ...(await filesWith(forum, secrets)),
    ...(await mailsWith(forum, secrets)),
    ...log.filter((line) => secrets.some((text) => line.includes(text)))
  ]
  expect(found).toEqual([])
})
