/** A covered rectangle of an image, in fractions of its width and height from 0 to 1. */
export type Bar = { left: number; top: number; width: number; height: number }

const smallest = 0.01
/** Size of a bar made by a tap or a key: about one line of a screenshot. */
const size = { width: 0.4, height: 0.06 }
const step = 0.02

const within = (value: number, most: number) => Math.min(Math.max(value, 0), most)

/** A bar around a point, moved to lie fully on the image. */
export const barAround = (x: number, y: number): Bar => ({
  left: within(x - size.width / 2, 1 - size.width),
  top: within(y - size.height / 2, 1 - size.height),
  ...size
})

type Point = { x: number; y: number }

/** The bar between two corners; undefined if it would be smaller than `smallest`. */
export function barBetween(from: Point, to: Point): Bar | undefined {
  const [left, right] = [from.x, to.x].map((x) => within(x, 1)).sort((a, b) => a - b)
  const [top, bottom] = [from.y, to.y].map((y) => within(y, 1)).sort((a, b) => a - b)
  if (left === undefined || right === undefined || top === undefined || bottom === undefined)
    return undefined
  const bar = { left, top, width: right - left, height: bottom - top }
  return bar.width < smallest && bar.height < smallest ? undefined : atLeastSmallest(bar)
}

const atLeastSmallest = (bar: Bar): Bar => ({
  ...bar,
  width: Math.max(bar.width, smallest),
  height: Math.max(bar.height, smallest)
})

/** The bar moved by x and y, kept fully on the image. */
export const moved = (bar: Bar, x: number, y: number): Bar => ({
  ...bar,
  left: within(bar.left + x, 1 - bar.width),
  top: within(bar.top + y, 1 - bar.height)
})

const resized = (bar: Bar, x: number, y: number): Bar =>
  atLeastSmallest({
    ...bar,
    width: within(bar.width + x, 1 - bar.left),
    height: within(bar.height + y, 1 - bar.top)
  })

const arrows: Record<string, [number, number]> = {
  ArrowLeft: [-step, 0],
  ArrowRight: [step, 0],
  ArrowUp: [0, -step],
  ArrowDown: [0, step]
}

/** The bar after an arrow key: moved, or resized with Shift. Undefined for other keys. */
export function byKey(bar: Bar, key: string, shift: boolean): Bar | undefined {
  const arrow = arrows[key]
  return arrow && (shift ? resized(bar, ...arrow) : moved(bar, ...arrow))
}
