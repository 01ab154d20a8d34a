import { spawn } from 'node:child_process'
import { readdirSync, watch } from 'node:fs'
import { join } from 'node:path'
import { endWithNpm } from './parents.mjs'
import { build, install, node, root } from './prepare.mjs'
import { command, run } from './run.mjs'

// The pages load changed messages without a restart, so this package is not watched.
const words = 'messages'
const packages = () => readdirSync(join(root, 'packages')).filter((name) => name !== words)
const sources = () => ['apps/api/src', ...packages().map((name) => `packages/${name}/src`)]

/** Calls `react` when a source file of the server has changed, once for files saved together. */
function watchSources(react) {
  let timer
  const changed = (_, file) => {
    if (!/\.(ts|json)$/.test(file ?? '') || file.endsWith('.test.ts')) return
    clearTimeout(timer)
    timer = setTimeout(react, 100)
  }
  for (const folder of sources()) watch(join(root, folder), { recursive: true }, changed)
}

/** Runs the server until a signal stops it, and restarts it when its sources change. */
function serve() {
  const program = join(root, 'apps/api/src/main.ts')
  const env = { ...process.env, NODE_ENV: 'development' }
  return new Promise((resolve) => {
    let server
    let then = 'wait'
    const ended = (code) => {
      if (then === 'start') start()
      else if (then === 'end') resolve(code ?? 1)
      else process.stdout.write('The server stopped. It restarts at the next change.\n')
    }
    const start = () => {
      then = 'wait'
      server = spawn(node(), [program], { stdio: 'inherit', env }).on('close', ended)
    }
    const end = (next, signal) => {
      then = next
      if (server.exitCode === null && server.signalCode === null) server.kill(signal)
      else ended(server.exitCode)
    }
    watchSources(() => end('start', 'SIGTERM'))
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.on(signal, () => end('end', signal))
    start()
  })
}

/**
 * Runs the sources. The server restarts when its sources change; pages and messages reload without
 * a restart.
 */
await command(async () => {
  endWithNpm()
  await install()
  await build(['@stoa/messages'])
  void run(node(), [join(root, 'packages/messages/watch.mjs')])
  return serve()
})
