// The sentence at the top of the overview.
import { Link } from 'react-router'
import { address } from '../../api/addresses.ts'
import type { ClusterPicture } from '../../api/cluster.ts'
import { formatExact } from '../../ui/format.ts'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { healthSentence, type SentencePart } from './healthSentence.ts'
import classes from './Overview.module.css'

export function HealthHeading({ picture }: { readonly picture: ClusterPicture }) {
  const { connection, health, live, asOf } = picture
  if (health === null) return <h1 className={classes.sentence}>{connection.name}</h1>
  const { parts } = healthSentence(connection.name, health)
  return (
    <h1 className={classes.sentence}>
      {/* Old news is not told as if it were now. */}
      {!live && asOf !== null && <span className={classes.asOf}>As of {formatExact(asOf)}: </span>}
      {parts.map((part, index) => (
        <Part key={index} part={part} connectionId={connection.id} />
      ))}
    </h1>
  )
}

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
