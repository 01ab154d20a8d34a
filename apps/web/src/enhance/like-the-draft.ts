import { call } from './api.ts'
import './category-fields.ts'
import { debounced } from './keyboard.ts'

type Match = { url: string; title: string; solved?: boolean }
type Draft = { title: string; body: string; topic: string | undefined; category: string }

/** Shows threads or announcements that match the title and the beginning of the draft. */
abstract class LikeTheDraft extends HTMLElement {
  /** Finds matches; `topic` is set for tickets only. */
  protected abstract find(draft: Draft): Promise<Match[]>

  /** True if the draft is long enough to search with. */
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

// URLs of 16 KB are refused, and a Chinese character takes nine bytes of one.
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

/** Matching announcements in force. Incidents of the chosen category match any title. */
class MatchingAnnouncements extends LikeTheDraft {
  protected isEnough = (draft: Draft) => draft.category !== '' || draft.title.length >= 4

  protected find(draft: Draft) {
    const chosen: Record<string, string> = draft.category ? { categoryId: draft.category } : {}
    return itemsAt('/announcements/matching', draft, 200, chosen)
  }
}

type Own = { url: string; subject: string | null; number: string }
type Answers = { announced: Match[]; own: Own[]; solved: Match[] }

/** Answers to suggest before a ticket is opened. */
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
