// A chunk of its own, fetched when somebody types.
export { findPersonalDataQuickly, findSecretsQuickly, isKey, replaced } from '@stoa/guards/browser'
