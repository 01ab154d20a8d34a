import { chmod, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { freePort, newDataFolder, run } from './process/server.ts'

// Starts an empty forum as the README says, for browser tests: its first message is the printed
// link of the set-up and the forum's folder.

const data = newDataFolder()
// PostgreSQL may run as another user, who must be able to enter.
await chmod(dirname(data), 0o755)
const port = String(await freePort())
const server = run('main', { STOA_DATA: data, PORT: port, STOA_DEMO: 'off' })
const printed = await server.says('/setup?code=')
const [setupLink = ''] = /http\S+\/setup\?code=\S+/.exec(printed) ?? []

process.on('disconnect', () => {
  server.kill('SIGTERM')
  void server.exit
    .then(() => rm(dirname(data), { recursive: true, force: true }))
    .then(() => process.exit(0))
})
process.send?.({ id: 0, text: JSON.stringify({ setupLink, data }) })
