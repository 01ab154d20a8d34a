import type { TestForum } from '../forum.ts'
import type { FakeServer } from './meilisearch-server.ts'

/** What an index says of itself. */
export type State = Record<'forum' | 'cluster' | 'settings' | 'xid' | 'at' | 'builtAt', string> & {
  eventId: number
}

export const stateOf = ({ indexes }: FakeServer, uid: string) =>
  indexes.get(uid)?.documents.get(0)?.['state'] as State

/** Changes what an index says of itself. */
export function restateIndex(
  server: FakeServer,
  uid: string,
  change: (state: State) => Partial<State>
) {
  const state = stateOf(server, uid)
  const changed = { postId: 0, kind: 'state', state: { ...state, ...change(state) } }
  server.indexes.get(uid)?.documents.set(0, changed)
}

export function serverOf({ ports: { searchServer } }: TestForum) {
  if (!searchServer) throw new Error('no server')
  return searchServer
}
