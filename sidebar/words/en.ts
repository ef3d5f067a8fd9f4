import { firstScreenWords } from './first-screen.ts'
import type zh from './zh-CN.ts'

const first = firstScreenWords.en

/** All words in English; the type makes a missing one an error. */
const en: typeof zh = {
  ...first,
  common: {
    close: 'Close',
    back: 'Back',
    save: 'Save',
    cancel: 'Cancel',
    undo: 'Undo',
    retry: 'Try again',
    more: 'Load more',
    offline: 'No network: changes cannot be saved right now.',
    failed: 'That did not work. Try again.',
    busy: 'Working',
    requestId: (id) => `Request ${id}`,
  },
  ui: {
    clear: 'Clear',
    loading: 'Loading',
    moreFailed: 'The rest did not load.',
    failedTitle: 'This did not load',
    failedText: 'The network is down, or the server did not answer.',
  },
  customer: {
    ...first.customer,
    count: (used, of) => `${used}/${of}`,
    saving: 'Saving',
    savedToWecom: 'Saved to WeCom',
    conflict: 'Somebody changed this meanwhile. Which one stays?',
    mine: 'Mine',
    theirs: 'Current',
    keepMine: 'Use mine',
    keepTheirs: 'Use current',
    refused: {
      no_relation: 'Not saved to WeCom: they are no longer your contact. Restored.',
      other: 'Not saved to WeCom. Restored.',
    },
    saveFailed: 'Not saved. Try again.',
    taskFailed: 'The task could not be closed. Restored.',
    taskDone: (title) => `Done: ${title}`,
    switched: (name) => `The chat is now with ${name}. The panel has switched.`,
    notSent: (name) => `Not sent: the chat is now with ${name}. The panel has switched.`,
    switchedFrom: (before, now) => `Not sent: the chat changed from ${before} to ${now}. The panel has switched to ${now}.`,
    someoneElse: 'another chat',
    dismiss: 'Got it',
  },
}

export default en
