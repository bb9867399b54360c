// usage: node test/bench/open-comp.ts
// What it costs to open a comp, as ratios to luaparse's bare parse of the same text: our parse alone, and parse and all
// checks. Medians of a run in turn, with the quartiles. It gates nothing.
import luaparse from 'luaparse';
import { checkComp } from '../../server/checks/check-comp.ts';
import { parseComp } from '../../server/formats/comp/parse-comp.ts';
import { generatedComp } from './generated-comp.ts';
import { type Measured, measure } from './measure.ts';

const sizes = [0.2, 1, 10]; // megabytes

for (const size of sizes) {
  const text = generatedComp(size * 1_000_000);
  const times = measure(
    {
      luaparse: () => luaparse.parse(`return ${text.replace('Composition', '')}`, { comments: false }),
      parse: () => parseComp(text),
      'parse and check': () => checkComp(parseComp(text)),
    },
    size > 5 ? 5 : 15,
  );
  const { luaparse: peer } = times;
  console.log(`${(text.length / 1_000_000).toFixed(1)} MB, luaparse ${show(peer)}`);
  for (const name of ['parse', 'parse and check'] as const) {
    const ratio = (times[name].median / peer.median).toFixed(2);
    console.log(`  ${name}: ${ratio} of luaparse, ${show(times[name])}`);
  }
}

function show({ median, spread: [low, high] }: Measured): string {
  return `${median.toFixed(1)} ms (${low.toFixed(1)} to ${high.toFixed(1)})`;
}
