import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { kindChange, kindInput, kindList, kindParams } from '../contract.ts'
import { addKind, changeKind, removeKind } from '../kind-changes.ts'
import { listKinds } from '../kinds.ts'

/** Endpoints for kinds of announcements and their administration. */
export const kindEndpoints = {
  kinds: endpoint({
    method: 'GET',
    path: '/announcement-kinds',
    summary: 'The kinds of announcements, the built-in ones first',
    answers: { 200: kindList },
    minimumRole: 'guest',
    handle: (ctx) => listKinds(ctx)
  }),
  addKind: endpoint({
    method: 'POST',
    path: '/announcement-kinds',
    summary: 'Add a kind of announcements that follows the rules of a built-in one',
    body: kindInput,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: addKind
  }),
  changeKind: endpoint({
    method: 'PATCH',
    path: '/announcement-kinds/:kind',
    summary: 'Name a kind anew, or bring a removed one back',
    params: kindParams,
    body: kindChange,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: (ctx, { kind, ...change }) => changeKind(ctx, kind, change)
  }),
  removeKind: endpoint({
    method: 'DELETE',
    path: '/announcement-kinds/:kind',
    summary: 'Remove a kind; what was announced by it keeps its name',
    params: kindParams,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: (ctx, { kind }) => removeKind(ctx, kind)
  })
}
