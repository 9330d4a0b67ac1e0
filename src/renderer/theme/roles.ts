// The colour of every role in both schemes. The one place where a colour is written down; all else names a role.

/** A pair of colours: what a role is in the light and in the dark scheme. */
interface Pair {
  readonly light: string
  readonly dark: string
}
const pair = (light: string, dark: string): Pair => ({ light, dark })

/** Role to colour. The name becomes the CSS variable `--sd-<name>`. */
export const roles = {
  canvas: pair('#F4F7F8', '#10171A'),
  surface: pair('#FFFFFF', '#172023'),
  sunken: pair('#EBF0F2', '#0C1214'),
  rail: pair('#DFE7EA', '#0A0F11'),
  hover: pair('#EDF3F4', '#1F2A2E'),
  selected: pair('#DDF1EF', '#132C2D'),
  line: pair('#DCE4E7', '#27343A'),
  'line-strong': pair('#C3CED3', '#384850'),
  control: pair('#76868F', '#6B7D87'),
  text: pair('#142026', '#E4EBED'),
  text2: pair('#4A5A63', '#A9B8BF'),
  text3: pair('#56666F', '#8B9CA4'),
  accent: pair('#0B736E', '#35BDB2'),
  'accent-hover': pair('#095F5B', '#58D0C6'),
  'on-accent': pair('#FFFFFF', '#04211F'),
  'accent-text': pair('#0B6661', '#5CD2C8'),
  'accent-soft': pair('#DDF1EF', '#123634'),
  cell: pair('#8FC3BE', '#2C6B67'),
  'add-bg': pair('#E3F4E9', '#12301F'),
  'del-bg': pair('#FBE9E7', '#3A1B1A'),
  mark: pair('#FFE08A', '#5C4A12'),
  'mark-now': pair('#F5A300', '#C98A00'),
  'mark-ink': pair('#142026', '#E4EBED'),
  'mark-now-ink': pair('#04211F', '#04211F'),
  ok: pair('#1D7A46', '#5CC98A'),
  'ok-soft': pair('#E0F3E7', '#14322A'),
  busy: pair('#1F5FBF', '#7DB1F7'),
  'busy-soft': pair('#E3EDFB', '#172C48'),
  warn: pair('#8A5300', '#EDB04A'),
  'warn-soft': pair('#FCEFD6', '#37290F'),
  bad: pair('#B42318', '#FF8F84'),
  'bad-soft': pair('#FCE8E6', '#421D1B'),
  'bad-hover': pair('#98190F', '#FFA69D'),
  'on-bad': pair('#FFFFFF', '#2B0906'),
  hold: pair('#6440B0', '#BBA4F4'),
  'hold-soft': pair('#EDE7FA', '#2B2347'),
  done: pair('#55656E', '#94A5AD'),
  'done-soft': pair('#E8EDEF', '#222D32'),
  idle: pair('#55656E', '#94A5AD'),
  'idle-soft': pair('#E8EDEF', '#222D32'),
  'warn-mark': pair('#D98200', '#EDB04A'),
  'chart-1': pair('#1F978E', '#59E5C9'),
  'chart-2': pair('#8F7CE0', '#8070CD'),
  'chart-3': pair('#B9793F', '#FEB078'),
  'chart-4': pair('#2F5F8C', '#9DCAF8'),
  'chart-5': pair('#96334B', '#BE5D75'),
  'chart-6': pair('#7F8700', '#928E00'),
} as const satisfies Readonly<Record<string, Pair>>

export type Role = keyof typeof roles

/** The CSS value that resolves to a role in the scheme of the page. */
export const role = (name: Role): string => `var(--sd-${name})`
