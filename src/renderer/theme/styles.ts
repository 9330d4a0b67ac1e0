// Every global style sheet, in the order they must load. Imported once, by main.tsx. Mantine's come in their cascade
// layer (`.layer.css`), so that the CSS modules beside the components win without tricks.
import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './global.css'
