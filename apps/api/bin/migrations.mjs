// `npm run migrations -- --name member_website` writes the SQL of a changed schema. drizzle-kit compares
// with its newest snapshot only, but keeps every one; the older ones are deleted: each has 400 KB.
import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'

const generate = ['drizzle-kit', 'generate', '--config', '.config/drizzle.ts']
const { status } = spawnSync('npx', [...generate, ...process.argv.slice(2)], { stdio: 'inherit' })
const meta = new URL('../../../migrations/meta/', import.meta.url)
const snapshots = readdirSync(meta).filter((name) => name.endsWith('_snapshot.json'))
for (const old of snapshots.sort().slice(0, -1)) rmSync(new URL(old, meta))
process.exit(status ?? 1)
