import { beforeAll } from 'vitest'
import type { TestForum } from '../forum.ts'

/** Collects all log lines of the forum from now on, at every level. */
export function keepLog(forum: TestForum): string[] {
  const lines: string[] = []
  beforeAll(() => {
    const { log } = forum.app
    log.level = 'trace'
    // Loggers of requests share the stream of this one.
    const stream = Object.getOwnPropertySymbols(log).find(isStream)
    if (!stream) throw new Error('the logger has no stream')
    Object.assign(log, { [stream]: { write: (line: string) => void lines.push(line) } })
  })
  return lines
}

const isStream = ({ description }: symbol) => description === 'pino.stream'
