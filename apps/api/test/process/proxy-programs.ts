import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type ProxySettings = {
  /** The ports of the nodes, which have 127.0.0.1. */
  nodes: [number, number]
  /** The ports for http and https. */
  ports: { http: number; https: number }
  certificate: { private: string; cert: string }
}

export type Proxy = { port: number; pid: number; stop(): Promise<void> }

export const proxies = { nginx: startNginx, caddy: startCaddy }
export type ProxyName = keyof typeof proxies

/** Whether the program is installed. Debian has nginx where only root looks. */
export const isInstalled = (name: ProxyName): boolean =>
  !spawnSync(name, ['version'], { env: environment() }).error

const environment = (): NodeJS.ProcessEnv => ({ PATH: `${process.env['PATH']}:/usr/sbin` })

const sample = (name: string) =>
  readFileSync(new URL(`../../../../deploy/proxies/${name}`, import.meta.url), 'utf8')

/** Replaces a text in a sample. Throws if it does not occur. */
function replaced(text: string, values: Record<string, string>): string {
  for (const [before, after] of Object.entries(values)) {
    if (!text.includes(before)) throw new Error(`The sample has no "${before}".`)
    text = text.replaceAll(before, after)
  }
  return text
}

/** The sample of nginx within the least configuration around it. */
async function startNginx({ nodes, ports, certificate }: ProxySettings): Promise<Proxy> {
  const folder = folderWith(certificate)
  const server = replaced(sample('nginx.conf'), {
    '10.0.0.11:3000': `127.0.0.1:${nodes[0]}`,
    '10.0.0.12:3000': `127.0.0.1:${nodes[1]}`,
    'listen 80;': `listen 127.0.0.1:${ports.http};`,
    'listen 443 ': `listen 127.0.0.1:${ports.https} `,
    '/etc/ssl/forum.example.org/fullchain.pem': join(folder, 'cert.pem'),
    '/etc/ssl/forum.example.org/privkey.pem': join(folder, 'key.pem')
  })
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`
  )
  const path = join(folder, 'nginx.conf')
  const around = `daemon off; pid ${folder}/pid; error_log ${folder}/log; events { }`
  writeFileSync(path, `${around}\nhttp {\naccess_log off;\n${temporary.join('\n')}\n${server}}\n`)
  return started('nginx', ['-p', folder, '-c', path], folder, ports.https)
}

/** The sample of Caddy, with a certificate instead of one that it gets by itself. */
async function startCaddy({ nodes, ports, certificate }: ProxySettings): Promise<Proxy> {
  const folder = folderWith(certificate)
  const options = `admin off\nhttp_port ${ports.http}\nhttps_port ${ports.https}\ndefault_bind 127.0.0.1`
  const site = '{$STOA_HOST:forum.example.org} {\n'
  const own = `${site}tls ${folder}/cert.pem ${folder}/key.pem\n`
  const path = join(folder, 'Caddyfile')
  writeFileSync(path, `{\n${options}\n}\n${replaced(sample('Caddyfile'), { [site]: own })}`)
  const env = {
    STOA_NODE_1: `127.0.0.1:${nodes[0]}`,
    STOA_NODE_2: `127.0.0.1:${nodes[1]}`,
    HOME: folder
  }
  const args = ['run', '--adapter', 'caddyfile', '--config', path]
  return started('caddy', args, folder, ports.https, env)
}

function folderWith({ private: key, cert }: ProxySettings['certificate']): string {
  const folder = mkdtempSync(join(tmpdir(), 'stoa-proxy-'))
  // Started by root, nginx works as another user, who has folders of its own within.
  chmodSync(folder, 0o711)
  writeFileSync(join(folder, 'key.pem'), key)
  writeFileSync(join(folder, 'cert.pem'), cert)
  return folder
}

async function started(
  name: string,
  args: string[],
  folder: string,
  port: number,
  env: Record<string, string> = {}
): Promise<Proxy> {
  const child = spawn(name, args, {
    env: { ...environment(), ...env },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  let errors = ''
  child.stderr.on('data', (text) => (errors += String(text)))
  await untilListens(child, port, () => errors)
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      const ended = once(child, 'close')
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

async function untilListens(child: ChildProcess, port: number, errors: () => string) {
  while (!(await listens(port))) {
    if (child.exitCode !== null) throw new Error(`The proxy ended: ${errors()}`)
    await sleep(50)
  }
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  return once(socket, 'connect')
    .then(
      () => true,
      () => false
    )
    .finally(() => socket.destroy())
}
