import { skimFacts } from '../../formats/comp/skim-facts.ts';
import { detached } from '../../formats/text/text-chunk.ts';
import type { FileFact } from '../answers/file-facts.ts';
import { kindOfId } from './outline.ts';

/** What is remembered of a comp that is not open: its tools, its path maps, and the files it names. */
export function* factsOf(text: string): Generator<FileFact | undefined> {
  for (const fact of skimFacts(text)) {
    if (fact === undefined) yield undefined;
    else if (fact.kind === 'tool') {
      const { name, id, isInFlow, owner, place } = fact;
      const container = owner === undefined ? undefined : detached(owner);
      yield { kind: 'symbol', name: detached(name), symbol: kindOfId(id, isInFlow), container, place };
    } else if (fact.kind === 'map') yield { ...fact, name: detached(fact.name), path: detached(fact.path) };
    else yield { ...fact, path: detached(fact.path) };
  }
}
