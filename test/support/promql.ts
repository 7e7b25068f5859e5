import { parser } from '@prometheus-io/lezer-promql';

export interface Selector {
  readonly metric: string;
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[];
}

export interface Query {
  readonly selectors: readonly Selector[];
  /** Labels by which it groups or joins. */
  readonly grouping: readonly string[];
}

/** What a PromQL expression reads. Grafana's variables count as some value. @throws Error where it is not PromQL */
export function readQuery(expression: string): Query {
  const text = expression.replaceAll('$__rate_interval', '5m').replaceAll('$__range', '1h');
  const selectors: { metric: string; matchers: { label: string; operator: string; value: string }[] }[] = [];
  const grouping: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, name, node, from, to }) => {
      const own = text.slice(from, to);
      if (type.isError) throw new Error(`Not PromQL at ${from}: ${text}`);
      if (name === 'VectorSelector') selectors.push({ metric: own.split('{')[0]!.trim(), matchers: [] });
      if (name === 'UnquotedLabelMatcher') {
        const [, label, operator, value] = /^(\w+)\s*(=~|!~|!=|=)\s*"(.*)"$/s.exec(own)!;
        selectors.at(-1)!.matchers.push({ label: label!, operator: operator!, value: value! });
      }
      if (name === 'LabelName' && node.parent?.name === 'GroupingLabels') grouping.push(own);
    },
  });
  return { selectors, grouping };
}
