import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { deployed, isInstalled, runProgram } from './programs.ts'

const services = ['stoa', 'stoa-worker', 'stoa-backup'].map((name) => `${name}.service`)
const exposed = [...services, 'meilisearch.service']
const units = [...exposed, 'stoa-backup.timer']
const pathOf = (unit: string) => deployed(`systemd/${unit}`)
const program = 'systemd-analyze'

test.skipIf(!isInstalled(program)).each(units)('systemd finds no fault in %s', (unit) => {
  const { output } = runProgram(program, 'verify', '--man=no', pathOf(unit))
  // The programs are not installed here.
  const faults = output
    .split('\n')
    .filter((line) => !/^$|is not executable: No such file/.test(line))
  expect(faults).toEqual([])
})

test.skipIf(!isInstalled(program)).each(exposed)('%s is hardly exposed', (unit) => {
  const args = ['security', '--offline=yes', '--no-pager', '--threshold=20', pathOf(unit)]
  const { status, output } = runProgram(program, ...args)
  expect([status, output]).toEqual([0, expect.stringMatching(/exposure level .* OK/)])
})

test.each(services)('%s says why memory may be written and executed', (unit) => {
  const text = readFileSync(pathOf(unit), 'utf8')
  expect(text).toContain('# MemoryDenyWriteExecute is not set, because V8 compiles')
  expect(text).toMatch(/^MemoryMax=/m)
})

test('a scheduled backup that hangs is ended, in Kubernetes as by systemd', () => {
  const job = readFileSync(deployed('kubernetes/stoa.yaml'), 'utf8').split('kind: CronJob')[1]
  expect(job).toMatch(/^ {10}activeDeadlineSeconds: 21600$/m)
  expect(readFileSync(pathOf('stoa-backup.service'), 'utf8')).toMatch(/^TimeoutStartSec=6h$/m)
})
