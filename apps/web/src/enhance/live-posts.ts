import { call } from './api.ts'
import { offer } from './live-pill.ts'
import { replace } from './part-replacing.ts'
import { numberOf } from './posts-shown.ts'

type NewPosts = { items: { id: number }[] }

const postsIn = (part: Element) => [
  ...part.querySelectorAll<HTMLElement>('[id]:is(.post, .post-stub)')
]
const pillOf = (page: Document) => page.querySelector<HTMLElement>('[data-new-posts]')

/** Updates votes and states of the posts of a page, and offers the ones that it does not show yet. */
export function mergePosts(part: HTMLElement, now: HTMLElement): void {
  const shown = postsIn(part)
  for (const post of shown) {
    const become = now.querySelector<HTMLElement>(`#${post.id}`)
    if (become) updatePost(post, become)
  }
  const last = Math.max(...shown.map(numberOf))
  const fresh = postsIn(now).filter((post) => numberOf(post) > last)
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
