import { loadPage } from '../answered-page.ts'
import { barAround, barBetween, byKey, moved, type Bar } from './bars.ts'
import { burntIn, draw } from './burn-in.ts'

type Cover = { bar: Bar; button: HTMLButtonElement }

/**
 * Opens the dialog before an image is uploaded, to cover parts of it.
 * @returns the file, with the bars painted in if there are any; undefined if the upload is
 * cancelled
 * @throws TypeError if the server cannot be reached, which has the dialog
 */
export async function coverUp(file: File): Promise<File | undefined> {
  const image = await createImageBitmap(file).catch(() => undefined)
  // An image that the browser cannot decode is left to the server.
  if (!image) return file
  const covering = new Covering(await dialogOf(), image)
  const confirmed = await covering.done
  const bars = covering.bars
  if (!confirmed) return undefined
  return bars.length === 0 ? file : burntIn(image, bars, file)
}

async function dialogOf(): Promise<HTMLDialogElement> {
  const here = document.querySelector<HTMLDialogElement>('dialog.cover')
  if (here) return here
  const { page, response } = await loadPage('/cover-up')
  const dialog = page.querySelector<HTMLDialogElement>('.cover')
  // Not without it: what the sender wanted to cover would be uploaded.
  if (!dialog) throw new TypeError(response.statusText)
  document.body.append(dialog)
  return dialog
}

/** The open dialog for one image. */
class Covering {
  readonly done: Promise<boolean>
  #dialog: HTMLDialogElement
  #stage: HTMLElement
  #covers: Cover[] = []
  #current: Cover | undefined
  #closing = new AbortController()

  constructor(dialog: HTMLDialogElement, image: ImageBitmap) {
    this.#dialog = dialog
    this.#stage = dialog.querySelector('[data-stage]') as HTMLElement
    draw(dialog.querySelector('canvas') as HTMLCanvasElement, image)
    this.done = new Promise((resolve) => this.#listen(resolve))
    dialog.showModal()
    this.#button('upload').focus()
  }

  get bars(): Bar[] {
    return this.#covers.map(({ bar }) => bar)
  }

  #button = (name: string) => this.#dialog.querySelector(`[data-${name}]`) as HTMLButtonElement

  #listen(resolve: (confirmed: boolean) => void) {
    const { signal } = this.#closing
    const close = (confirmed: boolean) => {
      this.#closing.abort()
      this.#dialog.close()
      for (const { button } of this.#covers) button.remove()
      resolve(confirmed)
    }
    const on = (name: string, act: () => void) =>
      this.#button(name).addEventListener('click', act, { signal })
    on('upload', () => close(true))
    on('cancel', () => close(false))
    on('add', () => this.#add(barAround(0.5, 0.5)))
    on('remove', () => this.#remove(this.#current))
    this.#dialog.addEventListener('cancel', () => close(false), { signal })
    this.#stage.addEventListener('pointerdown', (event) => this.#draw(event), { signal })
  }

  /** Draws a bar from where the pointer went down to where it is; a tap adds one around it. */
  #draw(event: PointerEvent) {
    if (event.button !== 0 || (event.target as Element).closest('.bar')) return
    event.preventDefault()
    const from = pointOn(this.#stage, event)
    let cover: Cover | undefined
    const draw = (to: Point) => {
      const bar = barBetween(from, to)
      if (bar && cover) place(cover, bar)
      else if (bar) cover = this.#add(bar)
    }
    const end = (to: Point) => {
      draw(to)
      if (!cover) this.#add(barAround(from.x, from.y))
    }
    followPointer(this.#stage, event, end, draw)
  }

  #move(event: PointerEvent, cover: Cover) {
    if (event.button !== 0) return
    event.preventDefault()
    cover.button.focus()
    const [from, bar] = [pointOn(this.#stage, event), cover.bar]
    const move = (to: Point) => place(cover, moved(bar, to.x - from.x, to.y - from.y))
    followPointer(this.#stage, event, move, move)
  }

  #add(bar: Bar): Cover {
    const button = Object.assign(document.createElement('button'), { type: 'button' as const })
    button.className = 'bar'
    button.ariaLabel = `${this.#dialog.dataset['bar'] ?? ''} ${this.#covers.length + 1}`
    const cover = { bar, button }
    button.addEventListener('focus', () => (this.#current = cover))
    button.addEventListener('keydown', (event) => this.#key(event, cover))
    button.addEventListener('pointerdown', (event) => this.#move(event, cover))
    place(cover, bar)
    this.#covers.push(cover)
    this.#stage.append(button)
    button.focus()
    this.#button('remove').disabled = false
    return cover
  }

  #key(event: KeyboardEvent, cover: Cover) {
    if (event.key === 'Delete' || event.key === 'Backspace') this.#remove(cover)
    const bar = byKey(cover.bar, event.key, event.shiftKey)
    if (!bar) return
    event.preventDefault()
    place(cover, bar)
  }

  #remove(cover: Cover | undefined) {
    if (!cover) return
    cover.button.remove()
    this.#covers = this.#covers.filter((one) => one !== cover)
    this.#button('remove').disabled = this.#covers.length === 0
    this.#current = undefined
    const next = this.#covers.at(-1)?.button ?? this.#button('add')
    next.focus()
  }
}

const percent = (share: number) => `${share * 100}%`

function place(cover: Cover, bar: Bar) {
  cover.bar = bar
  Object.assign(cover.button.style, {
    left: percent(bar.left),
    top: percent(bar.top),
    width: percent(bar.width),
    height: percent(bar.height)
  })
}

/** A point on the stage, in fractions of its width and height. */
export type Point = { x: number; y: number }

/** Position of a pointer on the stage. */
export function pointOn(stage: HTMLElement, { clientX, clientY }: PointerEvent): Point {
  const { left, top, width, height } = stage.getBoundingClientRect()
  return { x: (clientX - left) / width, y: (clientY - top) / height }
}

/** Follows a pointer until it is released and calls `end`; not if the pointer is cancelled. */
export function followPointer(
  stage: HTMLElement,
  down: PointerEvent,
  end: (to: Point) => void,
  move: (to: Point) => void
): void {
  stage.setPointerCapture(down.pointerId)
  const over = new AbortController()
  const { signal } = over
  const up = (event: PointerEvent) => {
    over.abort()
    end(pointOn(stage, event))
  }
  stage.addEventListener('pointermove', (event) => move(pointOn(stage, event)), { signal })
  stage.addEventListener('pointercancel', () => over.abort(), { signal })
  stage.addEventListener('pointerup', up, { signal })
}
