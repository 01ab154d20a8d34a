import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { recordBackup } from '../../src/backup/record.ts'
import { createForum } from '../../src/forum.ts'
import { createMetrics } from '../../src/metrics/index.ts'
import { startForum } from '../forum.ts'
import { deployed, isInstalled, runProgram } from './programs.ts'

const forum = startForum()
const read = (path: string) => readFileSync(deployed(path), 'utf8')
const documented = (name: string) => readFileSync(deployed(`../docs/operations/${name}`), 'utf8')
const rules = 'prometheus/stoa.rules.yml'

/** The text of /metrics of a node that may search with Meilisearch. */
async function metricsText(): Promise<string> {
  const metrics = createMetrics()
  const meili = { url: 'http://127.0.0.1:9' }
  const node = await createForum({ ...forum.settings, meili, metrics })
  const text = await metrics.text()
  await node.stop()
  return text
}

const metricName = /\b(?:stoa|nodejs|process)_[a-z\d_]+/g
const withoutPart = (name: string) => name.replace(/_(?:bucket|count|sum)$/, '')

test('every metric of the rules, the dashboard and the documentation exists', async () => {
  const text = await metricsText()
  const existing = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name))
  const texts = [read(rules), read('grafana/stoa.json'), documented('watching.md')]
  for (const one of texts) {
    const named = new Set((one.match(metricName) ?? []).map(withoutPart))
    expect(named.size).toBeGreaterThan(10)
    expect([...named].filter((name) => !existing.has(name))).toEqual([])
  }
})

test('every metric is named by the conventions: only counters end in _total', async () => {
  const text = await metricsText()
  const kinds = [...text.matchAll(/^# TYPE (\S+) (\S+)/gm)].map(([, name = '', kind]) => ({
    name,
    kind
  }))
  for (const { name, kind } of kinds)
    expect(name.endsWith('_total'), `${kind} ${name}`).toBe(kind === 'counter')
  expect(kinds.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['process_cpu_seconds_total', 'nodejs_active_handles'])
  )
})

test.skipIf(!isInstalled('promtool'))('promtool finds nothing to mend in the metrics', async () => {
  const input = await metricsText()
  const { stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
    input,
    encoding: 'utf8'
  })
  expect(`${stdout}${stderr}`).toBe('')
})

test('the age of the last backup is reported once there is one', async () => {
  const age = /^stoa_backup_age_seconds (\d+)/m
  expect(await metricsText()).not.toMatch(age)
  await recordBackup({
    db: forum.connection.db,
    now: new Date(Date.now() - 7200_000).toISOString()
  })
  expect(Number(age.exec(await metricsText())?.[1])).toBeGreaterThanOrEqual(7200)
  expect(await metricsText()).not.toMatch(/^stoa_backup_verified_age_seconds \d/m)
})

test('the clock of a process is compared with that of the database', async () => {
  const offset = async () =>
    Number(/^stoa_clock_offset_seconds (\S+)/m.exec(await metricsText())?.[1])
  expect(Math.abs(await offset())).toBeLessThan(1)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3600_000 })
  const behind = await offset().finally(() => vi.useRealTimers())
  expect(Math.round(behind / 60)).toBe(-60)
})

test('the runbook has a section for each alert, in both languages', () => {
  const { groups } = parse(read(rules)) as { groups: { rules: { alert: string }[] }[] }
  const alerts = groups.flatMap((group) => group.rules.map(({ alert }) => alert))
  expect(alerts.length).toBeGreaterThan(10)
  for (const name of ['runbook.md', 'runbook.zh-CN.md']) {
    const text = documented(name)
    expect(alerts.filter((alert) => !text.includes(`\n## ${alert}\n`))).toEqual([])
  }
})

test.skipIf(!isInstalled('promtool'))(
  'Prometheus takes the rules, and they fire as they should',
  () => {
    expect(runProgram('promtool', 'check', 'rules', deployed(rules))).toMatchObject({ status: 0 })
    const tested = runProgram(
      'promtool',
      'test',
      'rules',
      deployed('prometheus/stoa.rules.test.yml')
    )
    expect([tested.status, tested.output]).toEqual([0, expect.stringContaining('SUCCESS')])
  }
)
