import { readFileSync } from 'node:fs'

const everyMilliseconds = 300

/**
 * Ends this process with SIGTERM when the npm that runs it ends. npm signals only the shell between
 * them, which does not pass it on.
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const before = parents()
  const timer = setInterval(() => {
    if (parents() === before) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, everyMilliseconds)
  timer.unref()
}

/** The parent's pid and, if the parent is a shell on Linux, the pid of its parent. */
function parents() {
  const [name, parent] = statusOf(process.ppid)
  return name.endsWith('sh') ? `${process.ppid} ${parent}` : `${process.ppid}`
}

function statusOf(pid) {
  try {
    const [, name, parent] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))
    return [name, parent]
  } catch {
    return ['', '']
  }
}
