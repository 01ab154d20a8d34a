import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { addedType, typeChange, typeInput, typeList } from './types-contract.ts'
import { typeParams } from '../shapes.ts'
import { addType, changeType, removeType } from '../type-changes.ts'
import { listTypes } from '../types.ts'

/** Endpoints for types of announcements and their administration. */
export const typeEndpoints = {
  types: endpoint({
    method: 'GET',
    path: '/announcements/types',
    summary: 'List announcement types, built-in ones first',
    answers: { 200: typeList },
    minimumRole: 'guest',
    handle: (ctx) => listTypes(ctx)
  }),
  addType: endpoint({
    method: 'POST',
    path: '/announcements/types',
    summary: 'Create an announcement type based on a built-in one',
    body: typeInput,
    answers: { 201: addedType },
    minimumRole: 'admin',
    scope: 'admin',
    handle: addType
  }),
  changeType: endpoint({
    method: 'PATCH',
    path: '/announcements/types/:type',
    summary: 'Rename an announcement type, or restore a removed one',
    params: typeParams,
    body: typeChange,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: (ctx, { type, ...change }) => changeType(ctx, type, change)
  }),
  removeType: endpoint({
    method: 'DELETE',
    path: '/announcements/types/:type',
    summary: 'Remove an announcement type; existing announcements keep its name',
    params: typeParams,
    answers: { 204: nothing },
    minimumRole: 'admin',
    scope: 'admin',
    handle: (ctx, { type }) => removeType(ctx, type)
  })
}
