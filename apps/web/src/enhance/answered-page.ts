/** A page that a script loads, as a browser would; its icons are taken over for what is shown of it. */
export async function loadPage(url: string, init: RequestInit = {}) {
  const response = await fetch(url, { headers: { accept: 'text/html' }, ...init })
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  addIcons(page)
  return { page, response }
}

/** The part of a page that a selector names; null if the page has none, such as an error. */
export async function loadPart<E extends Element>(
  url: string,
  selector: string,
  init?: RequestInit
) {
  const { page } = await loadPage(url, init)
  return page.querySelector<E>(selector)
}

/** Takes over the icons of a loaded page that this one did not use. */
function addIcons(page: Document) {
  for (const symbol of page.querySelectorAll('#icons > symbol'))
    if (!document.getElementById(symbol.id)) document.getElementById('icons')?.append(symbol)
}

/** Shows the loaded page in place of this one. */
export function showMain(page: Document) {
  const main = page.querySelector('main')
  if (main) document.querySelector('main')?.replaceChildren(...main.childNodes)
  else location.reload()
}

/** Shows what the loaded page has in each `data-part`. */
export function showParts(root: ParentNode, page: Document) {
  for (const part of root.querySelectorAll<HTMLElement>('[data-part]')) {
    const fresh = page.querySelector(`[data-part=${part.dataset.part}]`)
    part.replaceChildren(...(fresh?.childNodes ?? []))
  }
}
