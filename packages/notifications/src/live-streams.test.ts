import { text } from 'node:stream/consumers'
import { guest } from '@stoa/core'
import { expect, test } from 'vitest'
import { Streams } from './live-streams.ts'

const anna = { ...guest, id: 7, role: 'member' } as const
const open = (streams: Streams) =>
  streams.open({ actor: anna, subject: 'user 7', address: 'here', topics: ['inbox'] })

test('nothing follows the end of a stream that its client has not read yet', async () => {
  const { stream, output } = open(new Streams())
  stream.write('first')
  stream.end()
  stream.write('too late')
  stream.end()
  expect(await text(output)).toBe('first')
})

test('the streams of somebody who loses two rights at once end once', async () => {
  const streams = new Streams()
  const { output } = open(streams)
  streams.end(anna.id)
  streams.end(anna.id)
  expect(await text(output)).toBe('event: end\ndata: {}\n\n')
  expect(streams.size).toBe(0)
})
