import type { Patch } from './driver-patches.ts'

const assigned =
  'V8 takes a function that is assigned to a property for a method and allocates it as old, so that all that it can reach waits for a full garbage collection.'

/** Patches by file for postgres.js 3.4.9 that make statements and connections cost less. */
export const speedPatches: Record<string, Patch[]> = {
  'query.js': [
    {
      why: `Answers are dropped with their statements. ${assigned}`,
      from: `    this.resolve = x => (this.active = false, resolve(x))
    this.reject = x => (this.active = false, reject(x))
`,
      to: `    const onresolve = x => (this.active = false, resolve(x))
    const onreject = x => (this.active = false, reject(x))
    this.resolve = onresolve
    this.reject = onreject
`
    }
  ],
  'connection.js': [
    {
      why: 'A socket keeps the context in which it is made: the request that opened the connection, with its page, for as long as the connection lives.',
      from: `const net = require('net')
`,
      to: `const net = require('net')
const withoutContext = require('node:async_hooks').AsyncLocalStorage.snapshot()
`
    },
    {
      why: 'The same: connections are opened outside of all requests.',
      from: `  async function connect() {
`,
      to: `  function connect() {
    return withoutContext(open)
  }

  async function open() {
`
    }
  ],
  'index.js': [
    {
      why: 'The connection that was used last is taken next: what its server process needs is in the cache of the processor. Otherwise all are taken by turns.',
      from: `      , open = Queue()
`,
      to: `      , open = Object.assign([], {
          remove: x => open.includes(x) && open.splice(open.indexOf(x), 1),
          shift: () => open.pop()
        })
`
    },
    {
      why: `A transaction is dropped when it has ended. ${assigned}`,
      from: `      sql.prepare = x => prepare = x.replace(/[^a-z0-9$-_. ]/gi)
`,
      to: `      const onprepare = x => prepare = x.replace(/[^a-z0-9$-_. ]/gi)
      sql.prepare = onprepare
`
    },
    {
      why: 'The same.',
      from: `      move(c, reserved)
      c.reserved = () => queries.length
        ? c.execute(queries.shift())
        : move(c, reserved)
    }
`,
      to: `      move(c, reserved)
      const onready = () => queries.length
        ? c.execute(queries.shift())
        : move(c, reserved)
      c.reserved = onready
    }
`
    }
  ]
}
