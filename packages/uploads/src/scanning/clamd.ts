import { connect, type Socket } from 'node:net'

/** Where clamd listens. */
export type ClamdAddress = { path: string } | { host: string; port: number }

export type Verdict = 'clean' | 'found'

/** Looks for malware. */
export type Scanner = {
  /** @throws ScannerAway if there is no verdict */
  scan(bytes: Buffer): Promise<Verdict>
  /** @throws ScannerAway */
  ping(): Promise<void>
}

/** The scanner did not answer, or not in a way that says anything about the file. */
export class ScannerAway extends Error {}

/** Milliseconds in which clamd has to connect, take the next chunk, or answer. */
const defaultPatience = 20_000
const chunkBytes = 64 * 1024
/** The name of a signature is much shorter. */
const maxReplyBytes = 4096

/** A scanner that sends files to clamd, each by a connection of its own. */
export const clamdAt = (address: ClamdAddress, patience = defaultPatience): Scanner => ({
  async scan(bytes) {
    const { reply, isTaken } = await ask(address, patience, () => instream(bytes))
    // What was not read may be what would be found.
    if (!isTaken && reply === 'stream: OK')
      throw new ScannerAway('clamd did not read the whole file')
    if (reply === 'stream: OK') return 'clean'
    if (/^stream: .+ FOUND$/s.test(reply)) return 'found'
    throw new ScannerAway(`clamd answered ${JSON.stringify(reply.slice(0, 200))}`)
  },
  async ping() {
    const { reply } = await ask(address, patience, () => [Buffer.from('zPING\0')])
    if (reply !== 'PONG') throw new ScannerAway('what listens there is not clamd')
  }
})

/** The command INSTREAM: chunks with their length before them, then an empty one. */
function* instream(bytes: Buffer): Generator<Buffer> {
  yield Buffer.from('zINSTREAM\0')
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    const chunk = bytes.subarray(start, start + chunkBytes)
    yield lengthOf(chunk.length)
    yield chunk
  }
  yield lengthOf(0)
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}

/**
 * Sends a command.
 * @returns the reply up to its zero byte, and whether it came after all had been sent
 */
async function ask(
  address: ClamdAddress,
  patience: number,
  command: () => Iterable<Buffer>
): Promise<{ reply: string; isTaken: boolean }> {
  const socket = connect(address)
  // It may answer and hang up before it has taken everything.
  const timer = AbortSignal.timeout(3 * patience)
  const giveUp = () => socket.destroy(new Error('clamd took too long'))
  socket.setTimeout(patience, giveUp)
  timer.addEventListener('abort', giveUp)
  try {
    const reply = replyOf(socket)
    let isTaken = false
    send(socket, command()).then(
      () => (isTaken = true),
      () => undefined
    )
    return { reply: await reply, isTaken }
  } catch (error) {
    throw new ScannerAway('clamd gave no answer', { cause: error })
  } finally {
    timer.removeEventListener('abort', giveUp)
    socket.destroy()
  }
}

/** Waits for room in the socket's buffer, so that a slow clamd takes no memory. */
async function send(socket: Socket, parts: Iterable<Buffer>): Promise<void> {
  for (const part of parts) {
    if (socket.destroyed) return
    if (!socket.write(part)) await new Promise((taken) => socket.once('drain', taken))
  }
}

/** The reply arrives in pieces of any size. Without its end it says nothing. */
async function replyOf(socket: Socket): Promise<string> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of socket as AsyncIterable<Buffer>) {
    pieces.push(piece)
    length += piece.length
    const end = piece.indexOf(0)
    if (end >= 0) return Buffer.concat(pieces).toString('utf8', 0, length - piece.length + end)
    if (length > maxReplyBytes) throw new Error('the reply is too long')
  }
  throw new Error('the connection ended without a reply')
}
