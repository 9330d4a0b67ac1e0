// The keys that do something everywhere, for the handlers and for the list in the settings.

/** What the platform calls the key that goes with a letter. */
export const commandKey: string = /mac/i.test(navigator.userAgent) ? '⌘' : 'Ctrl'

export interface Shortcut {
  readonly keys: readonly string[]
  readonly does: string
}

export const shortcuts: readonly Shortcut[] = [
  { keys: [commandKey, 'K'], does: 'Find anything or do anything' },
  { keys: [commandKey, ','], does: 'Open the settings' },
  { keys: ['/'], does: 'Filter the table on the screen' },
  { keys: ['Alt', '←'], does: 'Go back' },
  { keys: ['Alt', '→'], does: 'Go forward' },
  { keys: ['Esc'], does: 'Close a dialog or menu' },
]
