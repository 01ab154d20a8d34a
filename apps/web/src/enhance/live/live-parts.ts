import { loadPage } from '../answered-page.ts'
import { mergePosts, mergeRows, mergeMessages, replace } from './merge-parts.ts'

// Brings the parts of the page up to date whose topics have changed, from the same page loaded again.

/** Milliseconds until the page is loaded for a topic. Readers of one topic do not all ask at once. */
const waits: Record<string, [least: number, spread: number]> = {
  inbox: [200, 0],
  announcements: [500, 2500],
  lists: [3000, 4000]
}
const otherwise = [500, 2500] as const
/** A ticket has one reader, who waits for the answer. */
const ofTicket = [200, 0] as const
/** The shortest time between two loads, and until another try. */
const rest = 6000
const retryAfter = 20_000

const changed = new Set<string>()
let timer = 0
let due = Infinity
let loadedAt = 0

/** Updates the parts of a topic soon, together with those of others. */
export function refresh(topic: string): void {
  if (!isOfThisPage(topic)) return
  changed.add(topic)
  const [least, spread] = waits[topic] ?? (topic.startsWith('ticket:') ? ofTicket : otherwise)
  const at = Math.max(Date.now() + least + Math.random() * spread, loadedAt + rest)
  if (at >= due) return
  due = at
  clearTimeout(timer)
  timer = window.setTimeout(() => void load(), at - Date.now())
}

/** Loading the page of a ticket at the desk is a read, which is logged; there only the bell follows. */
const isLogged = () => document.querySelector('ticket-presence') !== null

const isOfThisPage = (topic: string) =>
  isLogged() ? topic === 'inbox' : partsOf(document, topic).length > 0

async function load() {
  due = Infinity
  loadedAt = Date.now()
  const topics = [...changed]
  changed.clear()
  const page = await presentPage()
  if (!page) return tryLater(topics)
  for (const topic of topics) update(topic, page)
  document.dispatchEvent(new Event('shown'))
}

function tryLater(topics: string[]) {
  for (const topic of topics) changed.add(topic)
  setTimeout(() => topics.forEach(refresh), retryAfter)
}

async function presentPage(): Promise<Document | undefined> {
  const address = isLogged() ? '/notifications' : location.href
  const { page, response } = (await loadPage(address).catch(() => undefined)) ?? {}
  return response?.ok && !response.redirected ? page : undefined
}

const partsOf = (page: Document, topic: string) => [
  ...page.querySelectorAll<HTMLElement>(`[data-live="${topic}"]`)
]

function update(topic: string, page: Document) {
  const fresh = partsOf(page, topic)
  partsOf(document, topic).forEach((part, at) => {
    const now = fresh[at]
    if (!now || part.localName !== now.localName) return
    if (part.querySelector('.post')) mergePosts(part, now)
    else if (part.querySelector('.message')) mergeMessages(part, now)
    else if (part.localName === 'thread-rows') mergeRows(part, now)
    else replace(part, now)
  })
}
