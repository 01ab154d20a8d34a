import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { chooseLanguages, listLanguages } from './choose.ts'
import { languageChoice, languageList } from './contract.ts'

export const languagesEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/admin/languages',
    summary: 'List the languages of the forum and all others that it could have',
    answers: { 200: languageList },
    minimumRole: 'admin',
    handle: listLanguages
  }),
  choose: endpoint({
    method: 'PUT',
    path: '/admin/languages',
    summary: 'Choose the languages of the forum and its default',
    body: languageChoice,
    answers: { 204: nothing },
    minimumRole: 'admin',
    handle: chooseLanguages
  })
}
