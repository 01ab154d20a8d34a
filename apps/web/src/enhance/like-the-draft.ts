import { call } from './api.ts'
import { debounced } from './keyboard.ts'

type Match = { url: string; title: string; solved?: boolean }
type Draft = { title: string; body: string; topic: string | undefined; category: string }

/** Shows what is like the thread being written, from its title and the beginning of its text. */
abstract class LikeTheDraft extends HTMLElement {
  /** What is like the draft; `topic` is that of a ticket. */
  protected abstract find(draft: Draft): Promise<Match[]>

  /** Whether there is enough to go by. */
  protected isEnough({ title }: Draft): boolean {
    return title.length >= 4
  }

  connectedCallback() {
    const form = this.closest('form')
    if (!form) return
    const look = debounced(() => void this.#look(draftIn(form)), 400)
    form.addEventListener('input', (event) => isComposing(event) || look())
    form.addEventListener('compositionend', look)
    form.addEventListener('change', look)
    if (this.isEnough(draftIn(form))) look()
  }

  async #look(draft: Draft) {
    if (!this.isEnough(draft)) return this.replaceChildren()
    const items = await this.find(draft).catch(() => [])
    if (items.length === 0) return this.replaceChildren()
    const heading = document.createElement('p')
    heading.textContent = this.dataset.title ?? ''
    const list = document.createElement('ul')
    list.append(...items.map((item) => this.#draw(item)))
    this.replaceChildren(heading, list)
  }

  #draw({ url, title, solved }: Match) {
    const link = document.createElement('a')
    Object.assign(link, { href: url, textContent: title, target: '_blank', className: 'link' })
    const item = document.createElement('li')
    item.append(link, solved ? ` · ${this.dataset.solved}` : '')
    return item
  }
}

const isComposing = (event: Event) => event instanceof InputEvent && event.isComposing

function draftIn(form: HTMLFormElement): Draft {
  const data = new FormData(form)
  const text = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  return {
    ...{ title: text('title'), body: text('body') },
    ...{ topic: text('topic') || undefined, category: text('categoryId') }
  }
}

// Addresses of 16 KB are refused, and a character of Chinese takes nine bytes of one.
async function itemsAt(
  path: string,
  { title, body }: Draft,
  maxBodyWords: number,
  more: Record<string, string> = {}
) {
  const draft = new URLSearchParams({ title, body: body.slice(0, maxBodyWords), ...more })
  return (await call<{ items: Match[] }>('GET', `${path}?${draft}`)).items
}

class SimilarThreads extends LikeTheDraft {
  protected find = (draft: Draft) => itemsAt('/threads/similar', draft, 400)
}

/** Announcements that hold now; incidents of the category stand there whatever the title says. */
class MatchingAnnouncements extends LikeTheDraft {
  protected isEnough = (draft: Draft) => draft.category !== '' || draft.title.length >= 4

  protected find(draft: Draft) {
    const chosen: Record<string, string> = draft.category ? { categoryId: draft.category } : {}
    return itemsAt('/announcements/matching', draft, 200, chosen)
  }
}

type Own = { url: string; subject: string | null; number: string }
type Answers = { announced: Match[]; own: Own[]; solved: Match[] }

/** What may answer a ticket before it is opened. */
class BeforeTicket extends LikeTheDraft {
  protected async find({ title, body, topic }: Draft) {
    const draft = { title: title.slice(0, 200), body: body.slice(0, 400), topic }
    const { announced, own, solved } = await call<Answers>('POST', '/tickets/similar', draft)
    const tickets = own.map(({ url, subject, number }) => ({ url, title: subject ?? number }))
    return [...announced, ...tickets, ...solved]
  }
}

customElements.define('similar-threads', SimilarThreads)
customElements.define('matching-announcements', MatchingAnnouncements)
customElements.define('before-ticket', BeforeTicket)
