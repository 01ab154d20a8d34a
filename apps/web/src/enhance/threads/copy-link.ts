/** Copies the address of a post. Without scripts, the link inside works. */
class CopyLink extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', (event) => void this.#copy(event))
  }

  async #copy(event: MouseEvent) {
    const link = this.querySelector('a')
    // Over plain HTTP browsers copy nothing, and the link leads to the post.
    if (!link || !isSecureContext) return
    event.preventDefault()
    await navigator.clipboard.writeText(link.href)
    link.lastChild?.replaceWith(this.dataset.done ?? '')
    this.setAttribute('role', 'status')
  }
}

customElements.define('copy-link', CopyLink)
