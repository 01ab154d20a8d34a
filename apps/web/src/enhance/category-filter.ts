/** Filters the list of categories while words are typed. Without scripts the form asks the server. */
class CategoryFilter extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('input')
    if (!field) return
    const show = () => this.#show(plain(field.value).trim())
    field.addEventListener('input', show)
    // Somebody may have typed before this script came.
    if (field.value !== field.defaultValue) show()
  }

  #show(words: string) {
    for (const item of this.querySelectorAll('li'))
      item.hidden = !plain(item.textContent).includes(words)
    const status = this.querySelector<HTMLElement>('[role=status]')
    if (status) status.hidden = this.querySelector('li:not([hidden])') !== null
  }
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase()

customElements.define('category-filter', CategoryFilter)
