import { byAdmins, endpoint } from '@stoa/core'
import { addField, changeField, listFields, removeField } from './category-fields.ts'
import { createdField, fieldChange, fieldInput, fieldParams, fieldSettings } from './contract.ts'

/** Endpoints of the form that a category has for its new threads. */
export const fieldEndpoints = {
  categoryFields: endpoint({
    method: 'GET',
    path: '/categories/:id/fields',
    summary: 'List the fields that a category asks for, in every language',
    answers: { 200: fieldSettings },
    ...byAdmins,
    handle: (ctx, { id }) => listFields(ctx, id)
  }),
  addCategoryField: endpoint({
    method: 'POST',
    path: '/categories/:id/fields',
    summary: 'Ask for a field in new threads of a category',
    body: fieldInput,
    answers: { 201: createdField },
    ...byAdmins,
    handle: (ctx, { id, ...input }) => addField(ctx, id, input)
  }),
  changeCategoryField: endpoint({
    method: 'PATCH',
    path: '/categories/:id/fields/:fieldId',
    summary: 'Update a field of a category',
    params: fieldParams,
    body: fieldChange,
    ...byAdmins,
    handle: (ctx, { id, fieldId, ...change }) => changeField(ctx, { id, fieldId }, change)
  }),
  removeCategoryField: endpoint({
    method: 'DELETE',
    path: '/categories/:id/fields/:fieldId',
    summary: 'Remove a field; threads that answered it keep their answers',
    params: fieldParams,
    ...byAdmins,
    handle: (ctx, place) => removeField(ctx, place)
  })
}
