// A chunk of its own, fetched when somebody types.
export { findPersonalData, findSecrets, isKey, replaced } from '@stoa/guards/browser'
