// The Mantine theme: scales, palettes, and how each component of Mantine is dressed.
import {
  ActionIcon,
  Badge,
  Button,
  Checkbox,
  createTheme,
  Input,
  Kbd,
  Loader,
  Menu,
  Modal,
  NumberInput,
  Popover,
  SegmentedControl,
  Select,
  Switch,
  Tabs,
  Tooltip,
} from '@mantine/core'
import { variantColorResolver } from './variantColors.ts'
import classes from './mantine.module.css'

const buttonHeight: Readonly<Record<string, string>> = { xs: '22px', sm: '28px', md: '32px' }
const buttonPadding: Readonly<Record<string, string>> = { xs: '8px', sm: '10px', md: '12px' }
const sizeOf = (size: unknown): string => (typeof size === 'string' && size in buttonHeight ? size : 'sm')

const dropdown = { classNames: { dropdown: classes.dropdown ?? '', option: classes.option ?? '' } }

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 6, dark: 4 },
  colors: {
    teal: [
      '#EAF7F6',
      '#DDF1EF',
      '#B4DFDB',
      '#78C8C1',
      '#35BDB2',
      '#159A91',
      '#0B736E',
      '#095F5B',
      '#084C49',
      '#063A38',
    ],
    gray: [
      '#F4F7F8',
      '#EBF0F2',
      '#DCE4E7',
      '#C3CED3',
      '#A4B2B9',
      '#76868F',
      '#56666F',
      '#4A5A63',
      '#2C3A41',
      '#142026',
    ],
    dark: [
      '#E4EBED',
      '#A9B8BF',
      '#8B9CA4',
      '#6B7D87',
      '#384850',
      '#27343A',
      '#1F2A2E',
      '#172023',
      '#10171A',
      '#0A0F11',
    ],
    red: [
      '#FCE8E6',
      '#F9D2CE',
      '#F3A79F',
      '#FF8F84',
      '#E8685B',
      '#D14335',
      '#B42318',
      '#98190F',
      '#7A130B',
      '#5C0E08',
    ],
  },
  white: '#FFFFFF',
  black: '#142026',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '16px', sm: '16px', md: '20px', lg: '20px', xl: '24px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '8px' },
  shadows: {
    xs: 'var(--sd-shadow-panel)',
    sm: 'var(--sd-shadow-panel)',
    md: 'var(--sd-shadow-menu)',
    lg: 'var(--sd-shadow-menu)',
    xl: 'var(--sd-shadow-dialog)',
  },
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '600' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  variantColorResolver,
  components: {
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      classNames: { root: classes.button, section: classes.buttonSection },
      vars: (_theme, props) => {
        const size = sizeOf(props.size)
        return {
          root: {
            '--button-height': buttonHeight[size],
            '--button-padding-x': buttonPadding[size],
            '--button-fz': size === 'xs' ? '12px' : '13px',
          },
        }
      },
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray', size: 'sm' },
      classNames: { root: classes.actionIcon },
      vars: (_theme, props) => ({ root: { '--ai-size': props.size === 'xs' ? '22px' : '28px' } }),
    }),
    Input: Input.extend({
      defaultProps: { size: 'sm' },
      classNames: { input: classes.input },
      vars: () => ({
        wrapper: {
          '--input-height': '28px',
          '--input-size': '28px',
          '--input-fz': '13px',
          '--input-padding': '8px',
          '--input-padding-inline-start': undefined,
          '--input-bd': 'var(--sd-control)',
        },
      }),
    }),
    InputWrapper: Input.Wrapper.extend({
      classNames: {
        label: classes.inputLabel,
        description: classes.inputDescription,
        error: classes.inputError,
      },
    }),
    NumberInput: NumberInput.extend({
      defaultProps: { size: 'sm' },
      classNames: { controls: classes.numberControls },
    }),
    Select: Select.extend({
      defaultProps: { ...dropdown, size: 'sm', checkIconPosition: 'right', allowDeselect: false },
    }),
    Checkbox: Checkbox.extend({
      defaultProps: { size: 'sm', iconColor: 'var(--sd-on-accent)', color: 'var(--sd-accent)' },
      classNames: { body: classes.checkboxBody, input: classes.checkboxInput, label: classes.checkboxLabel },
      vars: () => ({ root: { '--checkbox-size': '14px', '--checkbox-radius': '3px' } }),
    }),
    Switch: Switch.extend({
      defaultProps: { size: 'xs', color: 'var(--sd-accent)' },
      classNames: { body: classes.switchBody, label: classes.checkboxLabel },
    }),
    Badge: Badge.extend({
      defaultProps: { variant: 'light', color: 'gray', radius: 'sm' },
      classNames: { root: classes.badge },
      vars: () => ({ root: { '--badge-height': '18px', '--badge-fz': '11px', '--badge-padding-x': '6px' } }),
    }),
    Tabs: Tabs.extend({ classNames: { list: classes.tabsList, tab: classes.tab } }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs', withItemsBorders: false },
      classNames: {
        root: classes.segmented,
        indicator: classes.segmentedThumb,
        label: classes.segmentedLabel,
      },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        radius: 'lg',
        size: 520,
        overlayProps: { color: 'var(--sd-overlay)', backgroundOpacity: 1, className: classes.overlay ?? '' },
        transitionProps: { transition: 'pop', duration: 120 },
        closeButtonProps: { 'aria-label': 'Close' },
        // Within a dialog it is no banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
      classNames: {
        content: classes.modalContent,
        header: classes.modalHeader,
        title: classes.modalTitle,
        body: classes.modalBody,
      },
    }),
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'md',
        transitionProps: { transition: 'pop', duration: 120 },
        offset: 4,
        // The placeholder is a focusable child that a menu may not have (axe: aria-required-children).
        withInitialFocusPlaceholder: false,
      },
      classNames: {
        dropdown: classes.dropdown,
        item: classes.menuItem,
        itemSection: classes.menuSection,
        label: classes.menuLabel,
      },
    }),
    Popover: Popover.extend({
      defaultProps: { shadow: 'md', transitionProps: { transition: 'pop', duration: 120 }, offset: 4 },
      classNames: { dropdown: classes.dropdown },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 300,
        events: { hover: true, focus: true, touch: false },
        transitionProps: { duration: 120 },
      },
      classNames: { tooltip: classes.tooltip },
    }),
    Kbd: Kbd.extend({ classNames: { root: classes.kbd } }),
    Loader: Loader.extend({ defaultProps: { size: 13, color: 'var(--sd-accent)' } }),
  },
})
