// The header where no cluster is at hand.
import { SearchButton } from './SearchButton.tsx'
import classes from './Header.module.css'

export function PlainHeader() {
  return (
    <header className={classes.header}>
      <span className={classes.product}>Swarmdeck</span>
      <span className={classes.space} />
      <SearchButton words="Find anything, in any cluster" />
    </header>
  )
}
