/** The page that answers a request of a script; its icons are taken over for what is shown of it. */
export function answeredPage(html: string): Document {
  const page = new DOMParser().parseFromString(html, 'text/html')
  addIcons(page)
  return page
}

/** Takes over the icons of an answered page that this one did not use. */
function addIcons(page: Document) {
  for (const symbol of page.querySelectorAll('#icons > symbol'))
    if (!document.getElementById(symbol.id)) document.getElementById('icons')?.append(symbol)
}

/** Shows the answered page in place of this one. */
export function showMain(page: Document) {
  const main = page.querySelector('main')
  if (main) document.querySelector('main')?.replaceChildren(...main.childNodes)
  else location.reload()
}
