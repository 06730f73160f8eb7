/** The reference of the API: how to begin, what holds for every request, then each address and each shape, as the description says them. */
import type { Child } from 'hono/jsx'
import { MOST_REQUESTS } from '../identity/api-keys.ts'
import { TABLES } from '../report/data-tables.ts'
import { MOST_EXPORTS } from '../service/exporting.ts'
import { Table } from '../web/components/table.tsx'
import { Details } from '../web/components/panels.tsx'
import { paths } from '../web/paths.ts'
import { TITLES } from '../web/problems.ts'
import { TitledPage } from '../web/titled-page.tsx'
import { API, type PageContext } from '../web/web.ts'
import type { Description, Operation } from './description.ts'
import { Fields, shapeId } from './reference-fields.tsx'

/** In examples, in place of what is one's own. */
const [KEY, ORGANISATION] = ['wardround_…', 'ID']

export function ReferencePage({ c, description }: { c: PageContext; description: Description }) {
  const { gate, isDemonstration } = c.get('web')
  const origin = gate?.origin ?? 'https://wardround.trust.example'
  const { paths: addresses, components } = description
  const operations = Object.entries(addresses).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const areas = [...new Set(operations.flatMap(({ operation }) => operation.tags))]
  return (
    <TitledPage c={c} title="The API, for programs">
      <p class="nhsuk-lede-text">
        With a key of yours a program can read your organisation’s assessment, and edit its answers. It never
        signs, invites, shares or agrees.
      </p>
      <Begin origin={origin} isDemonstration={isDemonstration} />
      <Tables origin={origin} />
      <Rules />
      <h2>Every address</h2>
      <p>
        Below <code>{API}</code>. This list and the <a href={`${API}/openapi.json`}>OpenAPI 3.1 document</a>{' '}
        are made of the shapes that the program itself uses. A generator makes a client of the document: tried
        with <code>@hey-api/openapi-ts</code>.
      </p>
      {areas.map((area) => (
        <Area name={area} operations={operations.filter(({ operation }) => operation.tags.includes(area))} />
      ))}
      <Details expander summary="The shapes of what is sent and comes back">
        {Object.entries(components.schemas).map(([name, schema]) => (
          <>
            <h3 id={shapeId(name)}>{name}</h3>
            <Fields caption={`Fields of ${name}`} schema={schema} isNamed />
          </>
        ))}
      </Details>
    </TitledPage>
  )
}

function Begin({ origin, isDemonstration }: { origin: string; isDemonstration: boolean }) {
  return (
    <>
      <h2>Begin</h2>
      <ol>
        <li>
          {isDemonstration ? (
            'Make a key on the page of your account. The demonstration has no accounts, and so no keys.'
          ) : (
            <>
              Make a key on <a href={paths.account}>the page of your account</a>, in the role that needs
              least.
            </>
          )}
        </li>
        <li>
          Ask what it opens. The <code>organisation</code> that it names is part of every other address.
          <Example>{`curl -H "Authorization: Bearer ${KEY}" ${origin}${API}/key`}</Example>
        </li>
        <li>
          Read something, such as the scores.
          <Example>{`curl -H "Authorization: Bearer ${KEY}" ${origin}${API}/organisations/${ORGANISATION}/results`}</Example>
        </li>
      </ol>
    </>
  )
}

function Tables({ origin }: { origin: string }) {
  const files = [
    ...Object.entries(TABLES).map(
      ([file, { about }]) => [paths.dataFile(ORGANISATION, file), about] as const,
    ),
    [paths.actionsTable(ORGANISATION), 'The improvement plan: what, who, by when.'] as const,
  ]
  return (
    <>
      <h2>A table in a reporting tool</h2>
      <p>
        Give its web connector one of these addresses, with a header <code>Authorization</code> that says{' '}
        <code>Bearer</code> and the key; the connector’s own sign-in is anonymous. It is CSV in UTF-8, with
        the names of the columns in line 1 and the handling marking in the last column. Every download is
        entered in the trail, except that of the improvement plan. One person takes at most {MOST_EXPORTS}{' '}
        files an hour, whole assessments included, so refresh by the day.
      </p>
      <Table
        caption="Tables, by address"
        captionHidden
        compact
        columns={[{ header: 'Address' }, { header: 'What it holds' }]}
        rows={files.map(([path, about]) => [<code class="wr-name">{path}</code>, about])}
      />
      <Details summary="As a query of Power Query (not tried by us)">
        <Example>
          {`Csv.Document(Web.Contents("${origin}${paths.dataFile(ORGANISATION, 'risks.csv')}", [Headers = [Authorization = "Bearer ${KEY}"]]), [Encoding = 65001])`}
        </Example>
        <p>Whoever can open the query can read the key, so use one that only reads.</p>
      </Details>
    </>
  )
}

function Rules() {
  return (
    <>
      <h2>What holds for every request</h2>
      <ul>
        <li>
          <strong>Nothing is overwritten unseen.</strong> A change says in <code>If-Match</code> which version
          it saw: the <code>ETag</code> of what was read. A stale one is refused with 412 and both texts, and
          writes nothing.
        </li>
        <li>
          <strong>A long list comes in parts.</strong> Send the <code>next</code> of one part as{' '}
          <code>?cursor=</code> to get the part that follows. The last part has none.
        </li>
        <li>
          <strong>A key asks at most {MOST_REQUESTS.toLocaleString('en-GB')} times in 15 minutes.</strong>{' '}
          <code>RateLimit</code> says how many are left (<code>r</code>), and in how many seconds the count
          starts again (<code>t</code>). After the last comes 429, with <code>Retry-After</code>.
        </li>
        <li>
          <strong>What is refused has one shape</strong>, <a href={`#${shapeId('Problem')}`}>Problem</a>, as{' '}
          <code>application/problem+json</code>: it says what is wrong and what to do, and names each field.
        </li>
        <li>
          <strong>The trail records what a key does</strong>, with the name of whoever made it and the
          beginning of the key.
        </li>
      </ul>
      <Details summary="What each status means">
        <Table
          caption="Statuses"
          captionHidden
          compact
          columns={[{ header: 'Status' }, { header: 'Meaning' }]}
          rows={Object.entries(TITLES).map(([status, title]) => [status, title])}
        />
      </Details>
    </>
  )
}

interface Addressed {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}

function Area({ name, operations }: { name: string; operations: readonly Addressed[] }) {
  return (
    <Details
      expander
      summary={`${name}: ${operations.map(({ operation }) => operation.operationId).join(', ')}`}
    >
      {operations.map((one) => (
        <OneAddress {...one} />
      ))}
    </Details>
  )
}

function OneAddress({ path, method, operation }: Addressed) {
  const { operationId, summary, description, parameters, requestBody, responses } = operation
  const answer = responses['200']
  return (
    <>
      <h3 id={operationId}>{operationId}</h3>
      <p>
        <code class="wr-name">
          {method} {path}
        </code>
      </p>
      <p>
        {summary} {description}
      </p>
      {parameters.length > 0 && (
        <Table
          caption="In the address and the headers"
          captionSize="s"
          compact
          columns={[{ header: 'Name' }, { header: 'What it is' }]}
          rows={parameters.map(({ name, required, description: about = '' }) => [
            <code class="wr-name">{name}</code>,
            `${about}${required ? '' : '; may be absent'}`,
          ])}
        />
      )}
      {requestBody && (
        <Fields caption="What is sent" schema={requestBody.content['application/json'].schema} />
      )}
      {answer !== undefined && 'content' in answer && (
        <Fields caption="What comes back" schema={answer.content['application/json'].schema} />
      )}
      <p>
        May be refused with{' '}
        {Object.keys(responses)
          .filter((status) => status !== '200')
          .join(', ')}
        .
      </p>
    </>
  )
}

const Example = ({ children }: { children: Child }) => (
  <pre class="wr-typed">
    <code>{children}</code>
  </pre>
)
