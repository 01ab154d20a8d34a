/**
 * Stoa cannot start, and the operator can do something about it, which `message` says in one
 * sentence. It goes to stderr, and the process exits with code 1.
 */
export class StartError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'StartError'
  }
}

/** The error code of the system, such as `EACCES`; empty if there is none. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''
