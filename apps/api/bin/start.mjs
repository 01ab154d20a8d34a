import { join } from 'node:path'
import { memoryFlags } from './memory-flags.mjs'
import { endWithNpm } from './parents.mjs'
import { node, prepare, root } from './prepare.mjs'
import { command, run } from './run.mjs'

const program = join(root, 'apps/api/bin/serve.mjs')

// Otherwise glibc keeps freed memory, for each thread and of what the start needed.
const env = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '32768', ...process.env }

await command(async () => {
  endWithNpm()
  await prepare()
  const args = [...process.execArgv, ...memoryFlags, program]
  // The server takes the place of this process, where the system can do that.
  if (process.platform !== 'win32') process.execve?.(node(), [node(), ...args], env)
  // The channel tells the child when this process dies.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc']
  return (await run(node(), args, { stdio, env })).code
})
