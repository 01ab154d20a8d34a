const step = 1.25
const smallest = 0.05
const largest = 8

const viewer = document.querySelector('picture-viewer') as HTMLElement
const dialog = viewer.querySelector('dialog') as HTMLDialogElement
const stage = viewer.querySelector('[data-stage]') as HTMLElement
const shown = stage.querySelector('img') as HTMLImageElement

// It scrolls, and the keys act wherever the focus is in the dialog.
stage.tabIndex = 0

let all: HTMLImageElement[] = []
let index = 0
let scale = 1

/** Opens a picture over the page; the arrow keys lead to the others. */
export async function openPicture(image: HTMLImageElement, among: HTMLImageElement[]) {
  await styled
  all = among
  dialog.showModal()
  stage.focus()
  show(all.indexOf(image))
  dialog.addEventListener('close', () => (image.closest('a') ?? image).focus(), { once: true })
}

const styled = new Promise((resolve, reject) => {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = viewer.dataset.styles ?? ''
  link.addEventListener('load', resolve)
  link.addEventListener('error', reject)
  document.head.append(link)
})

function show(next: number) {
  const image = all[next]
  if (!image) return
  index = next
  const source = image.getAttribute('src') ?? ''
  shown.src = source
  shown.alt = image.alt
  text('[data-description]', image.alt)
  text('[data-position]', all.length > 1 ? `${next + 1} / ${all.length}` : '')
  viewer.querySelector('[data-original]')?.setAttribute('href', source)
  offer('previous', next > 0)
  offer('next', next < all.length - 1)
  zoom(fitting())
}

function text(selector: string, words: string) {
  const element = viewer.querySelector(selector)
  if (element) element.textContent = words
}

/** Not `disabled`, which would take the focus from a button that was pressed. */
function offer(act: string, isUseful: boolean) {
  viewer.querySelector(`[data-act=${act}]`)?.setAttribute('aria-disabled', String(!isUseful))
}

/** Its own size, which is known before it has arrived. */
function size() {
  const { width, height } = all[index] ?? shown
  const own = (name: string) => Number(all[index]?.getAttribute(name))
  return { width: own('width') || width, height: own('height') || height }
}

const fitting = () => {
  const { width, height } = size()
  return Math.min(1, stage.clientWidth / width, stage.clientHeight / height)
}

/** Zooms so that the point of the picture under `at` stays where it is. */
function zoom(to: number, at = { x: stage.clientWidth / 2, y: stage.clientHeight / 2 }) {
  const next = Math.min(largest, Math.max(Math.min(smallest, fitting()), to))
  const { scrollLeft, scrollTop } = stage
  const ratio = next / scale
  scale = next
  const { width, height } = size()
  shown.style.width = `${width * scale}px`
  shown.style.aspectRatio = `${width} / ${height}`
  stage.scrollTo((scrollLeft + at.x) * ratio - at.x, (scrollTop + at.y) * ratio - at.y)
  stage.toggleAttribute('data-actual', scale >= 1 && scale > fitting())
  offer('fit', scale !== fitting())
  offer('actual', scale !== 1)
}

const acts: Record<string, () => void> = {
  previous: () => show(index - 1),
  next: () => show(index + 1),
  smaller: () => zoom(scale / step),
  larger: () => zoom(scale * step),
  fit: () => zoom(fitting()),
  actual: () => zoom(1),
  close: () => dialog.close()
}

const keys: Record<string, string> = {
  ...{ ArrowLeft: 'previous', ArrowRight: 'next', '+': 'larger', '=': 'larger' },
  ...{ '-': 'smaller', '0': 'fit', '1': 'actual' }
}

dialog.addEventListener('click', ({ target, offsetX, offsetY }) => {
  const act = (target as Element).closest<HTMLElement>('[data-act]')?.dataset.act
  if (act) acts[act]?.()
  else if (target === shown) zoom(scale === 1 ? fitting() : 1, { x: offsetX, y: offsetY })
  else if (target === stage) dialog.close()
})

dialog.addEventListener('keydown', (event) => {
  const act = keys[event.key]
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  acts[act]?.()
})

stage.addEventListener(
  'wheel',
  (event) => {
    event.preventDefault()
    const { left, top } = stage.getBoundingClientRect()
    const at = { x: event.clientX - left, y: event.clientY - top }
    zoom(event.deltaY < 0 ? scale * step : scale / step, at)
  },
  { passive: false }
)

window.addEventListener('resize', () => dialog.open && zoom(fitting()))
