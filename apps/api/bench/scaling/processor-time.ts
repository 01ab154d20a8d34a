import { readdir, readFile } from 'node:fs/promises'

/** Linux counts in hundredths of a second for programs, whatever the kernel uses itself. */
const millisecondsPerTick = 10

type Process = { pid: number; parent: number; ticks: number }

/**
 * The processor time in milliseconds that processes and all their descendants have taken, ended ones
 * included, by Linux.
 */
export async function processorTime(pids: readonly number[]): Promise<number> {
  const all = await runningProcesses()
  const found = new Set(pids)
  // A parent may be listed behind its children.
  for (let before = 0; before < found.size;) {
    before = found.size
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid)
  }
  const ticks = all.filter(({ pid }) => found.has(pid)).map((one) => one.ticks)
  return ticks.reduce((a, b) => a + b, 0) * millisecondsPerTick
}

async function runningProcesses(): Promise<Process[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  return (await Promise.all(names.map(readProcess))).flat()
}

async function readProcess(pid: string): Promise<Process[]> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // Behind the name, which may contain anything: state, parent, nine others, then the times.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const [user, system, ofEndedChildren, systemOfThose] = fields.slice(11, 15).map(Number)
  if (user === undefined || systemOfThose === undefined) return []
  const ticks = user + (system ?? 0) + (ofEndedChildren ?? 0) + systemOfThose
  return [{ pid: Number(pid), parent: Number(fields[1]), ticks }]
}
