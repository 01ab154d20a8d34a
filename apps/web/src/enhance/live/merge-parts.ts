import { isChanged } from '../queue/typed-state.ts'
import { call } from '../api.ts'
import { numberOf, postsShown } from '../threads/posts-shown.ts'

/** Shows what a part has become, unless the reader is doing something in it. */
export function replace(part: Element, now: Element): void {
  if (isInUse(part) || part.outerHTML === now.outerHTML) return
  for (const { name, value } of now.attributes) part.setAttribute(name, value)
  part.replaceChildren(...now.childNodes)
}

/**
 * Adds the messages of a conversation that it does not show yet, while the reader does something in
 * it; else shows what it has become.
 */
export function mergeMessages(part: Element, now: Element): void {
  if (!isInUse(part)) return replace(part, now)
  const fresh = [...now.querySelectorAll('.message')].filter(
    ({ id }) => !part.querySelector(`#${id}`)
  )
  part.append(...fresh)
}

const isInUse = (part: Element) =>
  part.querySelector(':focus, [open], :popover-open, :checked') !== null ||
  [...part.querySelectorAll('textarea')].some(isChanged)

/**
 * Offers what is new at the place that the page has for it; a click shows it.
 * @param href where it is, if that is a place of its own
 */
export function offer(
  place: HTMLElement,
  count: number,
  href: string | undefined,
  show: () => void
): void {
  const { one = '', many = '' } = place.dataset
  const control = href ? Object.assign(document.createElement('a'), { href }) : newButton()
  control.textContent = count === 1 ? one : many.replace('#', String(count))
  control.addEventListener('click', () => {
    show()
    place.replaceChildren()
  })
  place.replaceChildren(control)
}

const newButton = () => Object.assign(document.createElement('button'), { type: 'button' })

/** The id of the thread of a row, from the link of its title. */
const threadOf = (row: Element) =>
  row.querySelector('a.title')?.getAttribute('href')?.split(/[/?]/)[2]

const rowsIn = (list: Element) => [...list.querySelectorAll('[data-row]')]

/** Updates the rows of a list where they stand, and offers the list if its order is another one. */
export function mergeRows(list: HTMLElement, now: HTMLElement): void {
  const places = new Map(rowsIn(list).map((row, at) => [threadOf(row), { row, at }]))
  let moved = 0
  for (const [at, become] of rowsIn(now).entries()) {
    const known = places.get(threadOf(become))
    if (known) replace(known.row, become.cloneNode(true) as Element)
    if (!known || known.at > at) moved += 1
  }
  const place = list.querySelector<HTMLElement>('[data-one]')
  if (moved > 0 && place) offer(place, moved, undefined, () => show(list, now))
}

function show(list: HTMLElement, now: HTMLElement) {
  list.replaceChildren(...now.childNodes)
  list.querySelector<HTMLElement>('a.title')?.focus()
}

type NewPosts = { items: { id: number }[] }

const pillOf = (page: Document) => page.querySelector<HTMLElement>('[data-new-posts]')

/** Updates votes and states of the posts of a page, and offers the ones that it does not show yet. */
export function mergePosts(part: HTMLElement, now: HTMLElement): void {
  const shown = [...postsShown(part)]
  for (const post of shown) {
    const become = now.querySelector<HTMLElement>(`#${post.id}`)
    if (become) updatePost(post, become)
  }
  const last = Math.max(...shown.map(numberOf))
  const fresh = [...postsShown(now)].filter((post) => numberOf(post) > last)
  const pill = pillOf(document)
  if (!pill) return
  // The page is full, and the new posts are on the next one.
  if (!pillOf(now.ownerDocument)) void offerNextPage(pill, part, last)
  else if (fresh[0]) offerHere(pill, part, fresh)
}

function offerHere(pill: HTMLElement, part: HTMLElement, fresh: HTMLElement[]) {
  const page = fresh[0]?.ownerDocument
  offer(pill, fresh.length, `#${fresh[0]?.id}`, () => {
    if (page) takeOver(page)
    part.append(...fresh)
    document.dispatchEvent(new Event('shown'))
  })
}

async function offerNextPage(pill: HTMLElement, { dataset }: HTMLElement, last: number) {
  const [, thread] = dataset.live?.split(':') ?? []
  const { items } = await call<NewPosts>('GET', `/threads/${thread}/posts?after=${last}`)
  const [first] = items
  if (first) offer(pill, items.length, `/p/${first.id}`, () => undefined)
}

function updatePost(post: HTMLElement, become: HTMLElement) {
  const isTaken = post.matches('.post') && become.matches('.post-stub')
  // Its text moves above the replies only when the page is opened again.
  if (isTaken && become.querySelector('a[href="#accepted"]')) return
  // The menu of posts stands in the one where it is open.
  if (post.querySelector(':popover-open')) return
  if (post.className !== become.className) return post.replaceWith(become)
  for (const part of ['header', 'footer']) {
    const [old, now] = [post, become].map((one) => one.querySelector(`:scope > ${part}`))
    if (old && now) replace(old, now)
  }
}

/** Takes over what few posts need, such as the styles of code, if this page lacks it. */
function takeOver(page: Document) {
  for (const one of page.querySelectorAll('code-copying, picture-viewer'))
    if (!document.querySelector(one.localName)) document.querySelector('main')?.append(one)
  for (const link of page.querySelectorAll('link[rel=stylesheet]'))
    if (!document.querySelector(`link[href="${link.getAttribute('href')}"]`))
      document.head.append(link)
}
