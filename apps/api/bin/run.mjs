import { spawn } from 'node:child_process'

/**
 * Runs a program to its end, and passes signals on to it.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options] output is shown unless `stdio` says
 * otherwise
 * @returns {Promise<{code: number, output: string}>} output is what was piped
 */
export async function run(program, args, options = {}) {
  const child = spawn(program, args, { stdio: 'inherit', ...options })
  let output = ''
  child.stdout?.on('data', (text) => (output += text))
  child.stderr?.on('data', (text) => (output += text))
  const release = passSignals(child)
  try {
    const code = await new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) => resolve(code ?? 1))
    })
    return { code, output }
  } finally {
    release()
  }
}

function passSignals(child) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const pass = (signal) => child.kill(signal)
  for (const signal of signals) process.on(signal, pass)
  return () => signals.forEach((signal) => process.off(signal, pass))
}

/** A failure without a stack. Its message says what to do. */
export class Stop extends Error {}

/**
 * Runs a command's main function and ends the process with its exit code.
 * @param {() => Promise<number | void>} main
 */
export async function command(main) {
  try {
    const code = await main()
    if (code !== undefined) process.exit(code)
  } catch (error) {
    process.stderr.write(`${error instanceof Stop ? error.message : error.stack}\n`)
    process.exit(1)
  }
}
