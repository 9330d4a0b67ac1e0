// The sentence at the top of the overview; where it has no room for every reason, the list of all.
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from 'react-router'
import { address } from '../../api/addresses.ts'
import type { ClusterPicture } from '../../api/cluster.ts'
import { formatExact } from '../../ui/format.ts'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { healthSentence, reasonParts, type SentencePart } from './healthSentence.ts'
import classes from './Overview.module.css'

export function HealthHeading({ picture }: { readonly picture: ClusterPicture }) {
  const { connection, health, live, asOf } = picture
  if (health === null) return <h1 className={classes.sentence}>{connection.name}</h1>
  const { parts, left } = healthSentence(connection.name, health)
  return (
    <div data-overall={health.overall}>
      <h1 className={classes.sentence}>
        {/* Old news is not told as if it were now. */}
        {!live && asOf !== null && <span className={classes.asOf}>As of {formatExact(asOf)}: </span>}
        <Parts parts={parts} connectionId={connection.id} />
      </h1>
      {left > 0 && <AllReasons picture={picture} />}
    </div>
  )
}

function AllReasons({ picture: { connection, health } }: { readonly picture: ClusterPicture }) {
  const [isOpen, { toggle }] = useDisclosure(false)
  const all = health === null ? [] : [...health.reasons, ...health.ongoing]
  return (
    <>
      <Button size="xs" variant="subtle" aria-expanded={isOpen} onClick={toggle}>
        {isOpen ? 'Fold' : `Show all ${all.length}`}
      </Button>
      {isOpen && (
        <ul className={classes.allReasons} aria-label="All reasons">
          {all.map((reason) => (
            <li key={`${reason.kind} ${reason.link?.id ?? ''}`}>
              <Parts parts={reasonParts(reason)} connectionId={connection.id} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

interface PartsProps {
  readonly parts: readonly SentencePart[]
  readonly connectionId: string
}

const Parts = ({ parts, connectionId }: PartsProps) =>
  parts.map((part, index) => <Part key={index} part={part} connectionId={connectionId} />)

function Part({ part, connectionId }: { readonly part: SentencePart; readonly connectionId: string }) {
  if (part.kind === 'lead') return <span className={classes.lead}>{part.text}</span>
  if (part.kind === 'text') return <>{part.text}</>
  const { kind, id, name } = part.target
  return (
    <span className={classes.reason} data-tone={part.tone}>
      <StatusGlyph status={part.tone} size={15} />
      <Link to={kind === 'node' ? address.node(connectionId, id) : address.service(connectionId, name)}>
        {part.text}
      </Link>
    </span>
  )
}
