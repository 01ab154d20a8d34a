import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './documents.ts'

/**
 * Commands that need the system or take minutes, and the test that tries what they do. Paths of the
 * repository in them are looked at, too.
 */
const triedElsewhere: [RegExp, string][] = [
  [/^npm start$/, 'apps/api/test/process/process.test.ts'],
  [/^npm test( |$)/, 'apps/api/bin/test.mjs'],
  [/^npm (ci|run (build|bench))( |$)/, 'package.json'],
  [/^npm run release|^\(cd dist && sha256sum --check/, 'apps/api/test/process/release.test.ts'],
  [/^(mkdir|tar|sha256sum) /, 'apps/api/test/process/release.test.ts'],
  [/^STOA_\S+ .*bin\/stoa start$/, 'apps/api/test/process/release.test.ts'],
  [/^(\S*\/)?stoa (start|web|worker)$/, 'apps/api/test/process/release.test.ts'],
  [/^(set -a|\. \/etc\/stoa\/stoa\.env)$/, 'deploy/systemd/stoa.service'],
  [/^(cp|chmod|install|systemctl|journalctl) /, 'apps/api/test/deploy/units.test.ts'],
  [/^(docker|kubectl) /, 'deploy/compose.yaml'],
  [/^(meilisearch|curl \$MEILI)/, 'apps/api/test/search/meilisearch-server.ts']
]

/** Says what is wrong with a command that is not run here. */
export function faultIn(command: string): string | undefined {
  const [, test] = triedElsewhere.find(([pattern]) => pattern.test(command)) ?? []
  if (!test) return `nothing runs it: ${command}`
  const paths = command.match(/(?<=^|\s|\/opt\/stoa\/)(?:deploy|docs|apps)\/[\w./-]*[\w/]/g) ?? []
  const units = (command.match(/[\w-]+\.(?:service|timer)\b/g) ?? []).map(
    (unit) => `deploy/systemd/${unit}`
  )
  const missing = [test, ...paths, ...units].find((path) => !existsSync(join(root, path)))
  return missing && `${missing} is no file: ${command}`
}
