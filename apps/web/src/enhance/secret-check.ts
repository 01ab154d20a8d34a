// A chunk of its own, fetched when somebody types.
export { findSecretsQuickly, isKey, replaced } from '@stoa/guards/browser'
