import { call } from '../api.ts'
import './category-fields.ts'
import { debounced } from '../keyboard.ts'

type Match = { url: string; title: string; solved?: boolean; article?: Article }
type Article = { id: number; language: string }
type Draft = { title: string; body: string; topic: string | undefined; category: string }

/** Shows articles, threads or announcements that match the title and the beginning of the draft. */
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

  #draw({ url, title, solved, article }: Match) {
    const link = document.createElement('a')
    Object.assign(link, { href: url, textContent: title, target: '_blank', className: 'link' })
    if (article) link.dataset.article = `${article.id}.${article.language}`
    const item = document.createElement('li')
    item.append(link, solved ? ` · ${this.dataset.solved}` : '')
    if (article) this.#offerAnswer(item, link, article)
    return item
  }

  // What was said is kept while the matches are drawn anew.
  readonly #opened = new Set<number>()
  readonly #thanked = new Set<number>()

  /** Once an article was opened, asks beside it whether it helped. */
  #offerAnswer(item: HTMLElement, link: HTMLAnchorElement, article: Article) {
    const helped = document.createElement('button')
    const label = this.dataset.helped ?? ''
    Object.assign(helped, { type: 'button', className: 'button button-small', textContent: label })
    helped.setAttribute('aria-label', `${label}: ${link.textContent}`)
    helped.addEventListener('click', () => void this.#thank(helped, article))
    const offer = () => {
      this.#opened.add(article.id)
      item.append(' ', helped)
    }
    if (this.#thanked.has(article.id)) item.append(' ', this.dataset.thanks ?? '')
    else if (this.#opened.has(article.id)) offer()
    else for (const way of ['click', 'auxclick']) link.addEventListener(way, offer)
  }

  async #thank(helped: HTMLElement, { id, language }: Article) {
    this.#thanked.add(id)
    const answer = { helped: true, whileAsking: true }
    await call('PUT', `/articles/${id}/translations/${language}/feedback`, answer).catch(() => {})
    helped.replaceWith(this.dataset.thanks ?? '')
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
async function itemsAt<T = Match>(
  path: string,
  { title, body }: Draft,
  maxBodyWords: number,
  more: Record<string, string> = {}
) {
  const draft = new URLSearchParams({ title, body: body.slice(0, maxBodyWords), ...more })
  return (await call<{ items: T[] }>('GET', `${path}?${draft}`)).items
}

class MatchingArticles extends LikeTheDraft {
  protected find = async (draft: Draft) =>
    (await itemsAt<Suggested>('/articles/similar', draft, 400)).map(asMatch)
}

type Suggested = Article & Match
const asMatch = ({ url, title, id, language }: Suggested): Match => ({
  ...{ url, title },
  article: { id, language }
})

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
type Answers = { articles: Suggested[]; announced: Match[]; own: Own[]; solved: Match[] }

/** Answers to suggest before a ticket is opened. */
class BeforeTicket extends LikeTheDraft {
  override connectedCallback() {
    noteOpened(this.closest('form'))
    // The server has found matches, which stand above the form.
    if (this.dataset.found === undefined) super.connectedCallback()
  }

  protected async find({ title, body, topic }: Draft) {
    const draft = { title: title.slice(0, 200), body: body.slice(0, 400), topic }
    const { articles, announced, own, solved } = await call<Answers>(
      'POST',
      '/tickets/similar',
      draft
    )
    const tickets = own.map(({ url, subject, number }) => ({ url, title: subject ?? number }))
    return [...articles.map(asMatch), ...announced, ...tickets, ...solved]
  }
}

customElements.define('matching-articles', MatchingArticles)
customElements.define('similar-threads', SimilarThreads)
customElements.define('matching-announcements', MatchingAnnouncements)
customElements.define('before-ticket', BeforeTicket)

/** Articles that are opened beside a form are sent with it, because they came before. */
export function noteOpened(form: HTMLFormElement | null): void {
  const field = form?.querySelector<HTMLInputElement>('[name=after]')
  const note = ({ target }: Event) => {
    const link = (target as Element).closest<HTMLElement>('a[data-article]')
    const { article } = link?.dataset ?? {}
    if (field && article) field.value = withArticle(field.value, article)
  }
  for (const way of ['click', 'auxclick']) form?.addEventListener(way, note)
}

const withArticle = (noted: string, article: string) =>
  [...new Set([...noted.split(' ').filter(Boolean), article])].join(' ')
