import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

const scriptPath = '/report-errors.js'
const reportPath = '/reported-error'

/**
 * Runs first in every page. Modules that a page was still loading when it was left do not arrive,
 * which is no error.
 */
const script = `{
  let isLeft = false
  addEventListener('beforeunload', () => (isLeft = true))
  const report = (...words) => navigator.sendBeacon('${reportPath}', words.join(' '))
  const reportError = ({ message, error, target }) =>
    report(message ?? 'Not loaded: ' + target.outerHTML, error?.stack ?? '')
  addEventListener('error', reportError, true)
  addEventListener('unhandledrejection', ({ reason }) => {
    if (isLeft && /^Importing a module script failed/.test(reason?.message)) return
    report('Unhandled rejection:', reason, reason?.stack ?? '')
  })
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    report('Refused by the content security policy:', violatedDirective, blockedURI))
  console.error = report
}`

/**
 * Stands between a browser and the forum, for browsers whose drivers do not tell what goes wrong in
 * a page: a script in every page does.
 * @param report is called with each error
 */
export async function startReportingProxy(forum: string, report: (error: string) => void) {
  const server = createServer((asked, answer) => {
    if (asked.url === scriptPath) answer.setHeader('content-type', 'text/javascript').end(script)
    else if (asked.url === reportPath)
      void text(asked).then((words) => {
        report(words)
        answer.writeHead(204).end()
      })
    else passOn(forum, asked, answer)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}

/** Lets the forum see its own address, and the browser that of the proxy. */
function passOn(forum: string, asked: IncomingMessage, answer: ServerResponse) {
  const proxy = `http://${asked.headers.host}`
  const headers = { ...asked.headers, host: new URL(forum).host }
  delete headers['accept-encoding']
  for (const name of ['origin', 'referer'] as const)
    if (headers[name]) headers[name] = headers[name].replace(proxy, forum)
  const { method, url } = asked
  const passed = request(new URL(url ?? '/', forum), { method, headers }, (answered) => {
    const { location } = answered.headers
    if (location) answered.headers.location = location.replace(forum, proxy)
    void passBack(answered, answer)
  })
  passed.on('error', () => answer.destroy())
  answer.on('close', () => passed.destroy())
  asked.pipe(passed)
}

async function passBack(answered: IncomingMessage, answer: ServerResponse) {
  const { statusCode = 500, headers } = answered
  if (!headers['content-type']?.startsWith('text/html')) {
    answer.writeHead(statusCode, headers)
    answered.pipe(answer)
    return
  }
  const page = (await text(answered)).replace(
    '<head>',
    `<head><script src="${scriptPath}"></script>`
  )
  delete headers['content-length']
  answer.writeHead(statusCode, headers).end(page)
}
