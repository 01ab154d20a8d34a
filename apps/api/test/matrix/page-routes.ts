import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../web/src/routes', import.meta.url))
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
  file.replaceAll('\\', '/')
)

/** The route of a file below `routes`. */
const routeOf = (file: string) => `/${file.split('/').slice(0, -1).join('/')}`

/** All page routes of the web application. */
export const everyPage = [
  ...new Set(
    files.filter((file) => /(^|\/)\+page(\.server)?\.(svelte|ts)$/.test(file)).map(routeOf)
  )
].sort()

type BuiltNode = { server_id?: string; server?: { actions?: object } }

/** Routes with form actions and the names of these, read from the build. */
export async function formActions(): Promise<[route: string, names: string[]][]> {
  const nodes = fileURLToPath(new URL('../../../web/build/server/nodes/', import.meta.url))
  const scripts = readdirSync(nodes).filter((file) => file.endsWith('.js'))
  const found = await Promise.all(
    scripts.map(async (file): Promise<[string, string[]]> => {
      const { server_id = '', server } = (await import(`${nodes}${file}`)) as BuiltNode
      return [routeOf(server_id.replace('src/routes/', '')), Object.keys(server?.actions ?? {})]
    })
  )
  return found.filter(([, names]) => names.length > 0)
}
