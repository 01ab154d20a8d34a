import { fork, type ForkOptions } from 'node:child_process'

/** A child process that executes commands from its channel and answers them. */
export type ScriptedProcess = {
  /** Its first message, sent when it is ready. */
  greeting: string | undefined
  send(what: object): Promise<string | undefined>
  stop(): Promise<void>
}

/** Starts a script and waits until it is ready; it ends with this process at the latest. */
export async function startProgram(
  path: string,
  { args = [], env = process.env }: Pick<ForkOptions, 'env'> & { args?: string[] } = {}
): Promise<ScriptedProcess> {
  const child = fork(path, args, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const waiting = new Map<number, (text: string | undefined) => void>()
  let serial = 0
  const ended = new Promise<never>((_, fail) => {
    child.once('exit', (code) => fail(new Error(`${path} ended: ${code}`)))
  })
  ended.catch(() => {})
  child.on('message', ({ id, text }: { id: number; text?: string }) => waiting.get(id)?.(text))
  const answerTo = (id: number) =>
    Promise.race([new Promise<string | undefined>((done) => waiting.set(id, done)), ended])
  return {
    greeting: await answerTo(0),
    send(what) {
      serial += 1
      child.send({ id: serial, ...what })
      return answerTo(serial)
    },
    async stop() {
      child.disconnect()
      await ended.catch(() => {})
    }
  }
}
