// A chunk of its own, fetched when somebody types.
export { findPersonalDataQuickly, findSecrets, isKey, replaced } from '@stoa/guards/browser'
