// The docker command line(s) that would do the same, ready to copy. The `$` cannot be selected.
import { CopyButton } from './CopyButton.tsx'
import classes from './CommandLine.module.css'

export interface CommandLineProps {
  readonly commands: readonly string[] | string
  /** Names the region for screen readers; `Docker command` where left out. */
  readonly label?: string
}

/** Sunken, mono, one line a command; copying takes all of them. */
export function CommandLine({ commands, label = 'Docker command' }: CommandLineProps) {
  const lines = typeof commands === 'string' ? [commands] : commands
  if (lines.length === 0) return null
  return (
    <div className={classes.line} role="group" aria-label={label}>
      {/* Scrolls where a line is long, so it can be reached with the keyboard. */}
      <pre className={classes.text} tabIndex={0}>
        {lines.map((line, index) => (
          <code key={index} className={classes.command}>
            {line}
            {'\n'}
          </code>
        ))}
      </pre>
      <CopyButton text={lines.join('\n')} label={lines.length > 1 ? 'Copy commands' : 'Copy command'} />
    </div>
  )
}
