import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { kindChange, kindInput, kindList, kindParams } from '../contract.ts'
import { addKind, changeKind, removeKind } from '../kind-changes.ts'
import { listKinds } from '../kinds.ts'

/** Endpoints for kinds of announcements and their administration. */
export const kindEndpoints = {
  kinds: endpoint({
    method: 'GET',
    path: '/announcements/kinds',
    summary: 'List announcement types, built-in ones first',
    answers: { 200: kindList },
    minimumRole: 'guest',
    handle: (ctx) => listKinds(ctx)
  }),
  addKind: endpoint({
    method: 'POST',
    path: '/announcements/kinds',
    summary: 'Create an announcement type based on a built-in one',
    body: kindInput,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: addKind
  }),
  changeKind: endpoint({
    method: 'PATCH',
    path: '/announcements/kinds/:kind',
    summary: 'Rename an announcement type, or restore a removed one',
    params: kindParams,
    body: kindChange,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: (ctx, { kind, ...change }) => changeKind(ctx, kind, change)
  }),
  removeKind: endpoint({
    method: 'DELETE',
    path: '/announcements/kinds/:kind',
    summary: 'Remove an announcement type; existing announcements keep its name',
    params: kindParams,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: (ctx, { kind }) => removeKind(ctx, kind)
  })
}
