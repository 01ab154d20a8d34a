/** On phones, opens the reply form over the thread, so that readers keep their place. */
class ReplyDock extends HTMLElement {
  connectedCallback() {
    const { bar, form } = this
    if (!bar || !form) return
    bar.addEventListener('click', (event) => this.#unfold(event))
    this.addEventListener('quoting', (event) => this.#unfold(event))
    this.querySelector('[data-fold]')?.addEventListener('click', () => this.#fold())
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) this.#fold()
    })
    new IntersectionObserver(([seen]) => {
      this.toggleAttribute('data-near', seen?.isIntersecting ?? false)
    }).observe(form)
    visualViewport?.addEventListener('resize', () => this.#keepAboveKeyboard())
  }

  get bar() {
    return this.querySelector<HTMLElement>('.reply-bar')
  }

  get form() {
    return this.querySelector('form')
  }

  /** Does nothing if the bar is hidden: then the form is in view or the screen is large. */
  #unfold(event: Event) {
    if (!this.bar?.checkVisibility({ visibilityProperty: true })) return
    event.preventDefault()
    this.toggleAttribute('data-open', true)
    this.querySelector('textarea')?.focus()
  }

  #fold() {
    if (!this.hasAttribute('data-open')) return
    this.removeAttribute('data-open')
    this.removeAttribute('data-near')
    this.bar?.focus()
  }

  #keepAboveKeyboard() {
    if (!visualViewport) return
    const covered = innerHeight - visualViewport.height - visualViewport.offsetTop
    this.form?.style.setProperty('--keyboard', `${Math.max(0, covered)}px`)
  }
}

customElements.define('reply-dock', ReplyDock)
