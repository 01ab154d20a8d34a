/**
 * Stoa cannot start, and whoever starts it can do something about it: `message` is one sentence that
 * says what. It goes to stderr, and the process ends with exit code 1.
 */
export class StartError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'StartError'
  }
}

/** The system's own word for what went wrong, such as `EACCES`; empty if it gave none. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''
