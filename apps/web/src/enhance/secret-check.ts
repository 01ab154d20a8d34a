// A chunk of its own, fetched when somebody types.
export {
  apart,
  findPersonalData,
  findSecrets,
  isKey,
  notListed,
  replaced,
  searchFor
} from '@stoa/guards/browser'
