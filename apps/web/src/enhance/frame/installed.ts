// For a forum that was installed as an app: a page for a lost connection, and a window frame in the
// colour of the page. Loaded only there, so that a page in a browser has no byte of it.
const { lang } = document.documentElement
void navigator.serviceWorker?.register(`/service-worker.js?lang=${lang}`).catch(() => undefined)

const color = Object.assign(document.createElement('meta'), { name: 'theme-color' })
const follow = () => (color.content = getComputedStyle(document.body).backgroundColor)
document.head.append(color)
follow()
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', follow)
// The reader's own choice of theme.
new MutationObserver(follow).observe(document.documentElement, { attributeFilter: ['data-theme'] })
