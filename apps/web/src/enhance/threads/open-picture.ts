const inPost = '.prose img'

/** Opens the pictures of posts in a dialog, whose script is loaded with the first of them. */
class PictureOpening extends HTMLElement {
  connectedCallback() {
    document.addEventListener('click', (event) => void this.#open(event))
    document.addEventListener('keydown', (event) => {
      if (['Enter', ' '].includes(event.key) && isAlone(event.target)) void this.#open(event)
    })
    for (const image of document.querySelectorAll<HTMLImageElement>(inPost))
      if (isAlone(image)) this.#makeButton(image)
  }

  /** A picture without a description is no link, so it needs a name and a place in the order. */
  #makeButton(image: HTMLImageElement) {
    image.role = 'button'
    image.tabIndex = 0
    image.ariaLabel = this.dataset.open ?? ''
  }

  async #open(event: MouseEvent | KeyboardEvent) {
    const image = pictureAt(event.target as Element)
    if (!image || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    try {
      const { openPicture } = await import('./picture-viewer.ts')
      await openPicture(image, pictures())
    } catch {
      // As without scripts.
      location.assign(image.getAttribute('src') ?? '')
    }
  }
}

/** The picture that was clicked, or that the clicked link leads to. */
function pictureAt(target: Element): HTMLImageElement | undefined {
  const link = target.closest('a')
  return pictures().find((image) => image === target || (link && image.closest('a') === link))
}

const isAlone = (image: unknown): image is HTMLImageElement =>
  image instanceof HTMLImageElement && image.matches(inPost) && !image.closest('a')

/** All pictures of the page in order, but those in links that lead elsewhere. */
const pictures = () =>
  [...document.querySelectorAll<HTMLImageElement>(inPost)].filter((image) => {
    const link = image.closest('a')
    return !link || link.getAttribute('href') === image.getAttribute('src')
  })

customElements.define('picture-viewer', PictureOpening)
