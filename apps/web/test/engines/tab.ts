/** Elements by a selector, or those of them that contain a text. The first one shown is meant. */
export type Target = string | { css: string; text: string }

/**
 * A page of a browser, with the acts that every engine understands. Each waits until its element is
 * shown.
 */
export type Tab = {
  /** Opens an address of the forum. */
  open(path: string): Promise<void>
  /** Sets a cookie of the forum, written `name=value`. */
  setCookie(cookie: string): Promise<void>
  click(target: Target): Promise<void>
  /** Types into an empty field, key by key. */
  type(target: Target, text: string): Promise<void>
  see(target: Target): Promise<void>
  seeNone(target: Target): Promise<void>
  /** Sets the size of the page in CSS pixels, without the frame of the window. */
  resize(width: number, height: number): Promise<void>
  /** The value of a JavaScript expression in the page; promises are awaited. */
  evaluate<T>(expression: string): Promise<T>
  /** PNG of what is in view. */
  screenshot(): Promise<Buffer>
  close(): Promise<void>
}

/** A running browser. */
export type Engine = {
  /**
   * Opens a page without cookies.
   * @param report is called with each uncaught error of a script and each error in the console
   */
  open(report: (error: string) => void): Promise<Tab>
  close(): Promise<void>
}

export type EngineSettings = {
  /** Address of the forum. */
  origin: string
  locale: string
}

export const partsOf = (target: Target) =>
  typeof target === 'string' ? { css: target, text: '' } : target
