import { makeAccount, ownName, sessionOf, type Account } from '../accounts.ts'

/** What members do without a browser, through the API. */
export type Member = {
  account: Account
  /** The cookie of a session. */
  cookie: string
  /** Posts to the API and returns its answer. */
  post<T>(path: string, body: object): Promise<T>
}

/** @param origin address of the forum */
export async function asMember(origin: string, as?: Account): Promise<Member> {
  const account = as ?? (await makeAccount())
  const cookie = await sessionOf(account)
  return {
    account,
    cookie,
    async post<T>(path: string, body: object) {
      const headers = { cookie, origin, 'content-type': 'application/json' }
      const request = { method: 'POST', headers, body: JSON.stringify(body) }
      const answer = await fetch(`${origin}/api/v1${path}`, request)
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
      return (await answer.json()) as T
    }
  }
}

// Short: longer words that several accounts repeat are held as a campaign.
export const body = 'Anybody here? 有人吗？'

/** A title that no other thread has. */
export const ownTitle = () => `TRC20 充值 ${ownName()}`

type Categories = { items: { id: number; slug: string }[] }

/** Starts a thread in a category that the volunteer of the demo moderates. */
export async function startThread(member: Member, origin: string) {
  const { items } = (await (await fetch(`${origin}/api/v1/categories`)).json()) as Categories
  const categoryId = items.find(({ slug }) => slug === 'deposits')?.id
  const title = ownTitle()
  type Thread = { id: number; url: string }
  return { title, ...(await member.post<Thread>('/threads', { categoryId, title, body })) }
}
