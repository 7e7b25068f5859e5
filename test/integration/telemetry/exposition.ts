export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  readonly help: string;
  readonly type: string;
  readonly samples: Sample[];
}

/** Reads Prometheus's text format (prometheus.io, "Exposition formats"). @throws Error naming a line that is not of it */
export function parseExposition(text: string): Map<string, Family> {
  const families = new Map<string, Family>();
  let present = { name: '', help: '' };
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const help = /^# HELP (\S+) (.+)$/.exec(line);
    const type = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(line);
    const sample = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (help) present = { name: help[1]!, help: help[2]! };
    else if (type && present.name === type[1]) {
      families.set(present.name, { help: present.help, type: type[2]!, samples: [] });
    } else if (sample && belongs(sample[1]!, present.name)) {
      const { samples } = families.get(present.name)!;
      samples.push({ name: sample[1]!, labels: labelsOf(sample[2] ?? ''), value: Number(sample[3]) });
    } else throw new Error(`Not of the text format, or out of place: ${line}`);
  }
  return families;
}

/** The value of the one sample with these labels; undefined when there is none. */
export function valueOf(text: string, name: string, labels: Record<string, string> = {}): number | undefined {
  const family = parseExposition(text).get(name.replace(/_(count|sum)$/, '')) ?? parseExposition(text).get(name);
  return family?.samples.find(
    (sample) => sample.name === name && Object.entries(labels).every(([key, value]) => sample.labels[key] === value),
  )?.value;
}

function belongs(sample: string, family: string): boolean {
  return ['', '_bucket', '_sum', '_count'].some((suffix) => sample === family + suffix);
}

function labelsOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, value]) => [key!, value!]));
}
