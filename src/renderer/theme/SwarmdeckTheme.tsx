// Puts the theme around the app. The scheme follows the system unless the reader chose one (Mantine keeps the choice).
import { MantineProvider, type MantineColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { cssVariablesResolver } from './cssVariables.ts'
import { theme } from './theme.ts'

export interface SwarmdeckThemeProps {
  readonly children: ReactNode
  /** Only for tests and pictures: holds the scheme fixed. */
  readonly forceScheme?: 'light' | 'dark'
  readonly defaultScheme?: MantineColorScheme
}

/** MantineProvider with theme, roles and both schemes. */
export function SwarmdeckTheme({ children, forceScheme, defaultScheme = 'auto' }: SwarmdeckThemeProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme={defaultScheme}
      {...(forceScheme === undefined ? {} : { forceColorScheme: forceScheme })}
    >
      {children}
    </MantineProvider>
  )
}
