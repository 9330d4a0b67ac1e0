// Turns the roles into CSS variables for both schemes and points Mantine's own variables at them.
import type { CSSVariablesResolver } from '@mantine/core'
import { roles } from './roles.ts'

type Scheme = 'light' | 'dark'

/** Emits `--sd-*` for every role and the Mantine variables that carry text, borders and grounds. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: { '--mantine-line-height': '20px' },
  light: { ...roleVariables('light'), ...shadows.light, ...mantineVariables },
  dark: { ...roleVariables('dark'), ...shadows.dark, ...mantineVariables },
})

function roleVariables(scheme: Scheme): Record<string, string> {
  return Object.fromEntries(Object.entries(roles).map(([name, pair]) => [`--sd-${name}`, pair[scheme]]))
}

const shadows: Readonly<Record<Scheme, Record<string, string>>> = {
  light: {
    '--sd-shadow-panel': '0 1px 2px rgba(20, 32, 38, 0.06)',
    '--sd-shadow-menu': '0 4px 12px rgba(20, 32, 38, 0.12)',
    '--sd-shadow-dialog': '0 16px 48px rgba(20, 32, 38, 0.22)',
    '--sd-overlay': 'rgba(10, 15, 17, 0.42)',
  },
  dark: {
    '--sd-shadow-panel': 'none',
    '--sd-shadow-menu': '0 4px 16px rgba(0, 0, 0, 0.5), 0 0 0 1px rgba(255, 255, 255, 0.04)',
    '--sd-shadow-dialog': '0 20px 56px rgba(0, 0, 0, 0.7), 0 0 0 1px rgba(255, 255, 255, 0.07)',
    '--sd-overlay': 'rgba(10, 15, 17, 0.42)',
  },
}

const mantineVariables: Readonly<Record<string, string>> = {
  '--mantine-color-body': 'var(--sd-surface)',
  '--mantine-color-text': 'var(--sd-text)',
  '--mantine-color-dimmed': 'var(--sd-text3)',
  '--mantine-color-bright': 'var(--sd-text)',
  '--mantine-color-default': 'var(--sd-surface)',
  '--mantine-color-default-hover': 'var(--sd-hover)',
  '--mantine-color-default-color': 'var(--sd-text)',
  '--mantine-color-default-border': 'var(--sd-line-strong)',
  '--mantine-color-anchor': 'var(--sd-accent-text)',
  '--mantine-color-placeholder': 'var(--sd-text3)',
  '--mantine-color-error': 'var(--sd-bad)',
  '--mantine-color-disabled': 'var(--sd-line)',
  '--mantine-color-disabled-color': 'var(--sd-control)',
  '--mantine-color-disabled-border': 'var(--sd-line-strong)',
  '--mantine-color-teal-filled': 'var(--sd-accent)',
  '--mantine-color-teal-filled-hover': 'var(--sd-accent-hover)',
  '--mantine-color-teal-light': 'var(--sd-accent-soft)',
  '--mantine-color-teal-light-hover': 'var(--sd-accent-soft)',
  '--mantine-color-teal-light-color': 'var(--sd-accent-text)',
  '--mantine-color-teal-outline': 'var(--sd-accent)',
  '--mantine-primary-color-contrast': 'var(--sd-on-accent)',
}
