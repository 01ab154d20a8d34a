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
