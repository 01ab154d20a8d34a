import { hash } from 'node:crypto'
import type { RequestEvent } from '@sveltejs/kit'
import type { Personal } from '@stoa/api'
import { frameOf, type Frame } from '#lib/frame/frame.server.ts'
import {
  loadThread,
  type LoadedThread
} from '../../routes/t/[id=id]/[[slug=slug]]/thread.server.ts'
import { mark } from './marks.ts'

/** What a page was loaded with before it is rendered. */
export type Loaded = { frame: Frame; thread: LoadedThread | Promise<LoadedThread> }

/** All that a page is rendered from, and what belongs in place of each mark. */
export type Shareable = { key: string; personal: Personal }

const name = mark('name')
const letter = mark('letter')
const hue = mark('hue')
const idempotencyKey = mark('key')

/**
 * Loads a thread page so that it is rendered for no member in particular: it gets their name, letter
 * and key afterwards. The renderer knows nothing else of them, and members share a page only if all
 * that it was rendered from is the same.
 * @returns undefined if the page is not such a one, or shows what the reader wrote
 */
export async function shareable(event: RequestEvent): Promise<Shareable | undefined> {
  const { locals, url } = event
  if (!isThreadOfMember(event)) return undefined
  const thread = loadThread(event)
  // Its refusals and redirects are SvelteKit's to answer.
  thread.catch(() => undefined)
  const frame = await frameOf(event)
  locals.loaded = { frame, thread }
  const found = await thread.catch(() => undefined)
  if (!found || found.content.start.body !== '') return undefined
  const loaded = withMarks(frame, found)
  const text = JSON.stringify([url.pathname, url.search, abridged(loaded)])
  // They wrote something here.
  const username = JSON.stringify(locals.me.username)
  if (text.includes(username) || summaryOf(found.content.posts).names.includes(username))
    return undefined
  locals.loaded = loaded
  return { key: digest(text), personal: personalOf(frame, found) }
}

const digest = (text: string) => hash('sha256', text, 'base64')

/** What a page is rendered from, with a digest of what is long and the same for many readers. */
const abridged = ({ frame, thread }: { frame: Frame; thread: LoadedThread }) => ({
  frame: { ...frame, categories: summaryOf(frame.categories).digest },
  thread: {
    ...thread,
    content: { ...thread.content, posts: summaryOf(thread.content.posts).digest }
  }
})

const summaries = new WeakMap<object, { digest: string; names: string }>()

/** A digest of a list, and the names of users in it. */
function summaryOf(list: readonly object[]) {
  const known = summaries.get(list)
  if (known) return known
  const text = JSON.stringify(list)
  const names = text.match(/(?<="username":)"[^"]*"/g)?.join() ?? ''
  const summary = { digest: digest(text), names }
  summaries.set(list, summary)
  return summary
}

const isThreadOfMember = ({ locals, route, request, isDataRequest }: RequestEvent) =>
  locals.me.role === 'member' &&
  route.id === '/t/[id=id]/[[slug=slug]]' &&
  request.method === 'GET' &&
  !isDataRequest

function withMarks(frame: Frame, thread: LoadedThread) {
  const { me } = frame
  const nobody = { id: 0, username: name, email: null, bio: '' }
  return {
    frame: { ...frame, me: { ...me, ...nobody }, initial: { letter, hue } },
    thread: { ...thread, idempotencyKey }
  }
}

const personalOf = ({ me, initial }: Frame, thread: LoadedThread): Personal => ({
  name: me.username,
  address: encodeURIComponent(me.username),
  letter: initial.letter,
  hue: String(initial.hue),
  key: thread.idempotencyKey
})
