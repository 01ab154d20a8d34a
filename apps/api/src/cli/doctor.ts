import type { Command } from 'commander'
import { readConfiguration } from '@stoa/core'
import { examine } from '../doctor/doctor.ts'
import { say, withForum } from './forum.ts'

const marks = { good: '✓', look: '!', broken: '✗' }

/** Adds `doctor`. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('look at everything the forum needs; exit code 1 where something does not work')
    .action(look)
}

async function look() {
  const configuration = readConfiguration(process.env)
  await withForum(async ({ connection, ports, context }) => {
    const patient = { connection, ports, configuration, now: context().now }
    for await (const { level, about, words } of examine(patient)) {
      say(`${marks[level]} ${about.padEnd(9)} ${words}`)
      if (level === 'broken') process.exitCode = 1
    }
  })
}
