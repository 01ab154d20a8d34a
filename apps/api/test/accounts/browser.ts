import { randomBytes, randomInt } from 'node:crypto'
import { createAccount, type GivenAccount } from '@stoa/accounts'
import type { TestAnswer, TestForum } from '../forum.ts'

/** What everybody agrees to who makes an account in a forum with the texts that it began with. */
export const agreed = { terms: 0, privacy: 0 }

export const password = 'quiet otters borrow umbrellas'

export type Browser = ReturnType<typeof openBrowser>

type Settings = { address?: string; userAgent?: string }

const someAddress = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`

/** A client with its own address that keeps its cookies. */
export function openBrowser(
  forum: TestForum,
  { address = someAddress(), userAgent = 'Browser 1.0' }: Settings = {}
) {
  const pairs = new Map<string, string>()
  const keep = (pair: string) => void pairs.set(pair.split('=', 1)[0] ?? '', pair)
  const session = 'stoa_session'
  const device = 'stoa_device'
  const send =
    (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE') =>
    async (path: string, payload?: object): Promise<TestAnswer> => {
      const answer = await forum.guest.inject({
        method,
        url: `/api/v1${path}`,
        headers: { 'user-agent': userAgent, cookie: [...pairs.values()].join('; ') },
        remoteAddress: address,
        ...(payload && { payload })
      })
      for (const set of [answer.headers['set-cookie'] ?? []].flat())
        keep(set.split(';', 1)[0] ?? '')
      return answer
    }
  return {
    get: send('GET'),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: send('DELETE'),
    cookie: () => pairs.get(session) ?? '',
    useCookie: (pair: string) => void pairs.set(session, pair),
    device: () => pairs.get(device) ?? '',
    useDevice: (pair: string) => void pairs.set(device, pair),
    attempt: () => pairs.get('stoa_attempt') ?? ''
  }
}

/** Random enough that no name is taken for that of a staff member. */
const nameOfNobody = () => `person-${randomBytes(5).toString('hex')}`

let serial = 0

/** Creates a confirmed account with `password`, not signed in. */
export async function makeAccount(forum: TestForum, given: Partial<GivenAccount> = {}) {
  const username = given.username ?? nameOfNobody()
  const account = { username, email: `${username}@example.test`, password, ...given }
  const id = await createAccount(forum.context(), account)
  return { ...account, id }
}

/** A browser in which the account is signed in. */
export async function signedIn(forum: TestForum, username: string, settings: Settings = {}) {
  const browser = openBrowser(forum, settings)
  await browser.post('/sessions', { login: username, password })
  return browser
}

/** A browser that has just signed up, with an unconfirmed account. */
export async function signedUp(
  forum: TestForum,
  given: { username?: string; email?: string } = {}
) {
  const username = given.username ?? `newcomer-${(serial += 1)}`
  const email = given.email ?? `${username}@example.test`
  const browser = openBrowser(forum)
  await browser.post('/accounts', { ...agreed, username, email, password })
  return { browser, username, email }
}
