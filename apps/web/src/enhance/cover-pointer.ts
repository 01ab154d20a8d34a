/** A place on the stage, as shares of its width and height. */
export type Point = { x: number; y: number }

/** Where a pointer is on the stage. */
export function pointOn(stage: HTMLElement, { clientX, clientY }: PointerEvent): Point {
  const { left, top, width, height } = stage.getBoundingClientRect()
  return { x: (clientX - left) / width, y: (clientY - top) / height }
}

/** Follows a pointer that went down until it comes up, when `end` hears where; not when it is taken away. */
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
