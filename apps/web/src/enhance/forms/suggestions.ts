import { Listbox } from './listbox.ts'
import { suggest } from './suggest.ts'

const lastWord = (text: string) => /[^\s,，、]*$/.exec(text)?.[0] ?? ''

/** Completes the last tag of the field with tags in use. */
class TagField extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('input')
    if (!field) return
    const list = new Listbox(field, (tag) => {
      const before = field.value.slice(0, -lastWord(field.value).length)
      field.value = `${before}${tag} `
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    })
    suggest<{ items: { tag: string }[] }>(field, list, {
      words: (typed) => lastWord(typed).slice(0, 30) || undefined,
      path: (q) => `/tags?q=${q}`,
      options: ({ items }) => items.map(({ tag }) => ({ label: tag, value: tag }))
    })
  }
}

/** Suggests threads to merge into while words are typed; picking one shows the merge. */
class MergeTarget extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('input')
    if (!field) return
    const list = new Listbox(field, (id) => location.assign(`?into=${id}`))
    suggest<{ items: { id: number; title: string }[] }>(field, list, {
      words: (typed) => typed.trim().slice(0, 100) || undefined,
      path: (q) => `/threads/${this.dataset.thread}/merge-targets?q=${q}`,
      options: ({ items }) => items.map(({ id, title }) => ({ label: title, value: String(id) }))
    })
  }
}

type Found = { id: number; slug: string; name: string; parent: string | null; audience: string }

/** Finds categories while their name is typed; the hidden list has the one that was chosen. */
class CategoryChoice extends HTMLElement {
  #found: Found[] = []

  connectedCallback() {
    const field = this.querySelector('input')
    const chosen = this.querySelector('select')
    if (!field || !chosen) return
    const list = new Listbox(field, (slug) => this.#choose(field, chosen, slug))
    field.addEventListener('input', () => this.#put(chosen, ''))
    // Typed while this was loading.
    if (field.value !== field.defaultValue) this.#put(chosen, '')
    const find = suggest<{ items: Found[] }>(field, list, {
      words: (typed) => typed.trim().slice(0, 60),
      path: (q) => `/categories/matching?q=${q}${'ask' in this.dataset ? '&ask=true' : ''}`,
      options: ({ items }) => {
        this.#found = items
        return items.map(({ slug, name, parent }) => ({
          label: name,
          value: slug,
          ...(parent && { note: parent })
        }))
      },
      chooses: (words) => words !== '',
      milliseconds: 150
    })
    // Opens what there is, as a list would.
    field.addEventListener('focus', find)
  }

  #choose(field: HTMLInputElement, chosen: HTMLSelectElement, slug: string) {
    const category = this.#found.find((one) => one.slug === slug)
    if (!category) return
    field.value = category.name
    const { id, audience } = category
    this.#put(chosen, this.dataset.by === 'slug' ? slug : String(id), audience)
  }

  #put(chosen: HTMLSelectElement, value: string, audience = '') {
    const option = new Option('', value, true, true)
    option.dataset.audience = audience
    chosen.replaceChildren(option)
    chosen.dispatchEvent(new Event('change', { bubbles: true }))
  }
}

customElements.define('tag-field', TagField)
customElements.define('merge-target', MergeTarget)
customElements.define('category-choice', CategoryChoice)
