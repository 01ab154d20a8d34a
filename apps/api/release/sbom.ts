import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { Stop } from '../bin/run.mjs'
import { fits, lockedAs } from './lockfile.ts'
import { root, type Architecture } from './target.ts'

export type Component = { 'bom-ref': string; name: string; version: string }
type Dependency = { ref: string; dependsOn: string[] }
export type Sbom = {
  serialNumber: string
  metadata: { timestamp: string; component: Component }
  components: Component[]
  dependencies: Dependency[]
}

/** Packages for development whose code is in the built pages. */
const compiledIntoPages = ['svelte', '@sveltejs/kit']

/**
 * Lists in CycloneDX what a release is made of. npm gives each list another number, the present time
 * and the name of the folder; here these depend only on what is listed.
 */
export function sbomFor(architecture: Architecture, time: Date): Sbom {
  const [all, production] = [npmSbom(), npmSbom('--omit=dev')]
  const wanted = new Set([...refs(production), ...withDependencies(all, compiledIntoPages)])
  const isOfTarget = ({ 'bom-ref': ref, name, version }: Component) =>
    wanted.has(ref) && fits(lockedAs(name, version), architecture)
  const components = all.components.filter(isOfTarget)
  const listed = new Set(components.map((one) => one['bom-ref']))
  const component = { ...all.metadata.component, name: 'stoa' }
  return {
    ...all,
    serialNumber: `urn:uuid:${uuidOf([...listed].join())}`,
    metadata: { ...all.metadata, timestamp: time.toISOString(), component },
    components,
    dependencies: between(all.dependencies, listed.add(component['bom-ref']))
  }
}

function npmSbom(...options: string[]): Sbom {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', ...options]
  try {
    const maxBuffer = 64 * 2 ** 20
    return JSON.parse(execFileSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer })) as Sbom
  } catch {
    throw new Stop('npm could not list the packages of the release: see its output above.')
  }
}

const refs = ({ components }: Sbom) => components.map((one) => one['bom-ref'])

function withDependencies({ components, dependencies }: Sbom, names: string[]): Set<string> {
  const needed = new Map(dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]))
  const found = new Set<string>()
  const visit = (ref: string) => {
    if (found.has(ref)) return
    found.add(ref)
    needed.get(ref)?.forEach(visit)
  }
  for (const { name, 'bom-ref': ref } of components) if (names.includes(name)) visit(ref)
  return found
}

const between = (dependencies: Dependency[], listed: Set<string>) =>
  dependencies
    .filter(({ ref }) => listed.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => listed.has(one)) }))

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  // Version 8 of RFC 9562: made by a rule of one's own.
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`
  ]
  return [...parts, hex.slice(20, 32)].join('-')
}
