/** A piece of postgres.js and its replacement. */
export type Patch = { why: string; from: string; to: string }

/**
 * Patches by file for postgres.js 3.4.9. Most are for bugs when the server ends connections. A patch
 * is removed when a release contains it: https://github.com/porsager/postgres/issues/1208 and #1154.
 */
export const driverPatches: Record<string, Patch[]> = {
  'connection.js': [
    {
      why: 'A statement for a connection that has ended waits for ever, or ends the process.',
      from: `    if (terminated)
      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))
`,
      to: `    if (terminated || !socket) {
      queryError(q, Errors.connection(terminated ? 'CONNECTION_DESTROYED' : 'CONNECTION_CLOSED', options))
      return true
    }
`
    },
    {
      why: 'What a timer writes later may find no socket; whoever waited for it was told already.',
      from: `    const x = socket.write(chunk, fn)
`,
      to: `    if (!socket) {
      chunk = nextWriteTimer = null
      return false
    }
    const x = socket.write(chunk, fn)
`
    },
    {
      why: 'What was not written yet must not be the beginning of the next connection.',
      from: `    incomings = null
    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)
`,
      to: `    incomings = null
    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    connection.count++
    socket.removeListener('data', data)
`
    },
    {
      why: 'What was sent between an error and the end that follows it would wait for ever, and block what is sent over the next connection.',
      from: `    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
`,
      to: `    results = errorResponse = null
    result = new Result()
    if (initial)
      return reconnect()

    if (query || sent.length)
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = null
`
    },
    {
      why: 'The same for a connection that is ended from here.',
      from: `    clearImmediate(nextWriteTimer)
    if (socket) {
`,
      to: `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    if (socket) {
`
    },
    {
      why: 'A connection that ends while types are read is told to whoever waits for it, and to nobody else.',
      from: `        return fetchArrayTypes()
`,
      to: `        return fetchArrayTypes().catch(noop)
`
    },
    {
      why: 'A COPY whose end arrives with the row that fills the stream leaves the socket paused, and the next answer is never read: https://github.com/porsager/postgres/issues/499',
      from: `    stream && stream.push(null)
`,
      to: `    stream && stream.push(null)
    socket.resume()
`
    }
  ],
  'index.js': [
    {
      why: 'A transaction belongs to one connection; after that it must not go on over the next one.',
      from: `    let savepoints = 0
      , connection
      , prepare = null
`,
      to: `    let savepoints = 0
      , connection
      , count
      , prepare = null
`
    },
    {
      why: 'The same: a connection counts how often it ended.',
      from: `    function onexecute(c) {
      connection = c
`,
      to: `    function onexecute(c) {
      connection = c
      count = c.count
`
    },
    {
      why: 'The same: statements after its end are refused.',
      from: `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue === full
`,
      to: `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (c.count !== count)
          return q.reject(Errors.connection('CONNECTION_CLOSED', options))

        c.queue === full
`
    },
    {
      why: 'Statements of a transaction that waited for their turn on a connection that ended wait no more.',
      from: `        new Promise((_, reject) => connection.onclose = reject)
`,
      to: `        new Promise((_, reject) => connection.onclose = e => {
          while (queries.length)
            queries.shift().reject(e)

          reject(e)
        })
`
    }
  ]
}
