import { readdirSync } from 'node:fs'
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTypeScript from 'dependency-cruiser/config-utl/extract-ts-config'
import { expect, test } from 'vitest'

const options = await extractOptions('./.config/dependency-cruiser.js')
const typescript = { tsConfig: extractTypeScript('tsconfig.json') }
const rules = options.ruleSet?.forbidden?.map((rule) => rule.name ?? '') ?? []

async function crawl(paths: string[], doNotFollow: string): Promise<ICruiseResult> {
  const settings = { ...options, validate: true, doNotFollow: { path: doNotFollow } }
  const { output } = await cruise(paths, settings, {}, typescript)
  return output as ICruiseResult
}

const fixtures = await crawl(['.config/fixtures'], '^(packages|apps|node_modules)/')
const broken: IViolation[] = fixtures.summary.violations
const tree = await crawl(['packages', 'apps'], 'node_modules')

test('every rule of direction has a fixture that breaks it', () => {
  expect(readdirSync('.config/fixtures').sort()).toEqual([...rules].sort())
})

test.each(rules)('%s refuses its fixture, and no other rule does', (rule) => {
  const found = broken.filter(({ from }) => from.startsWith(`.config/fixtures/${rule}/`))
  expect([...new Set(found.map((violation) => violation.rule.name))]).toEqual([rule])
})

test('generated files are not checked', () => {
  const ours = tree.modules.filter(({ source }) => !source.includes('node_modules'))
  const generated = ours.filter(({ source }) =>
    /static\/|\/(paraglide|build)\/|\.generated\./.test(source)
  )
  expect(generated).toEqual([])
  expect(ours.length).toBeGreaterThan(300)
})

test('the tree follows the rules of imports', () => {
  const lines = tree.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
  expect(lines).toEqual([])
})
