// Looks like a search box and opens the palette, where one types.
import { Kbd } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { commandKey } from './shortcuts.ts'
import classes from './Header.module.css'

export function SearchButton({ words }: { readonly words: string }) {
  return (
    <button
      type="button"
      className={classes.search}
      onClick={() => spotlight.open()}
      aria-keyshortcuts="Control+K"
    >
      <IconSearch size={15} stroke={1.6} aria-hidden />
      <span>{words}</span>
      <Kbd>{commandKey} K</Kbd>
    </button>
  )
}
