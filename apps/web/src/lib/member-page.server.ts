import { createHash, randomBytes } from 'node:crypto'
import type { RequestEvent } from '@sveltejs/kit'
import type { MemberPage } from '@stoa/api'
import { frameOf, type Frame } from '#lib/frame/frame.server.ts'
import { loadThread, type LoadedThread } from '../routes/t/[id=id]/[[slug=slug]]/thread.server.ts'

/** What a page was loaded with before it is rendered. */
export type Loaded = { frame: Frame; thread: LoadedThread | Promise<LoadedThread> }

/** All that a page is rendered from, and what belongs in place of each stand-in. */
export type Shareable = { key: string; personal: Personal }
type Personal = Record<string, string>

// Nothing of a stand-in is written otherwise in HTML or addresses.
const secret = randomBytes(12).toString('hex')
const name = `n${secret}`
const letter = `l${secret}`
const hue = `h${secret}`
const idempotencyKey = `k${secret}`
const profile = `/u/${name}`
const standIn = new RegExp(`(${profile}|[nlhk]${secret})`)

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
  const loaded = withStandIns(frame, found)
  const text = JSON.stringify([url.pathname, url.search, loaded])
  // They wrote something here.
  if (text.includes(JSON.stringify(locals.me.username))) return undefined
  locals.loaded = loaded
  const key = createHash('sha256').update(text).digest('base64')
  return { key, personal: personalOf(frame, found) }
}

const isThreadOfMember = ({ locals, route, request, isDataRequest }: RequestEvent) =>
  locals.me.role === 'member' &&
  route.id === '/t/[id=id]/[[slug=slug]]' &&
  request.method === 'GET' &&
  !isDataRequest

function withStandIns(frame: Frame, thread: LoadedThread): Loaded {
  const { me } = frame
  const nobody = { id: 0, username: name, email: null, bio: '', country: null }
  return {
    frame: { ...frame, me: { ...me, ...nobody }, initial: { letter, hue } },
    thread: { ...thread, idempotencyKey }
  }
}

const personalOf = ({ me, initial }: Frame, thread: LoadedThread): Personal => ({
  [profile]: `/u/${encodeURIComponent(me.username)}`,
  [name]: me.username,
  [letter]: initial.letter,
  [hue]: String(initial.hue),
  [idempotencyKey]: thread.idempotencyKey
})

/** Takes a rendered page apart at its stand-ins. */
export function sharedPage(page: Buffer, headers: Headers): MemberPage {
  const parts = page.toString().split(standIn)
  return {
    headers: [...headers],
    bytes: parts.filter((_, index) => index % 2 === 0).map((part) => Buffer.from(part)),
    places: parts.filter((_, index) => index % 2 === 1)
  }
}

/** The page of one member. */
export const pageFor = ({ bytes, places }: MemberPage, personal: Personal): Buffer<ArrayBuffer> =>
  Buffer.concat(
    bytes.flatMap((part, index) => [part, Buffer.from(personal[places[index] ?? ''] ?? '')])
  )
