import { choose, type Faults, type Planter } from './planter.ts';

/** Makes a planter of a pattern: one of its matches is replaced. `$1` and so on stand for groups. */
function replaceOne(pattern: RegExp, by: string): Planter {
  return ({ text }, pick) => {
    // Between long brackets stands a script, in which such damage is none of the table's.
    const match = text.includes('[[') ? undefined : choose([...text.matchAll(pattern)], pick);
    if (match === undefined) return undefined;
    const there = new RegExp(pattern.source, 'y');
    there.lastIndex = match.index;
    return text.replace(there, by);
  };
}

/** Text that is no table, as hands, scripts and merges leave it. */
export const syntaxFaults: Faults = {
  'no closing brace': replaceOne(/\n\t+\},?(?=\n\t)/g, ''),
  'a closing brace too many': replaceOne(/\n(\t+)\},(?=\n)/g, '\n$1},\n$1},'),
  'no opening brace': replaceOne(/ = Input \{/g, ' = Input '),
  'no closing quote': replaceOne(/SourceOp = "(\w+)",/g, 'SourceOp = "$1,'),
  'no opening quote': replaceOne(/SourceOp = "(\w+)",/g, 'SourceOp = $1",'),
  'no comma': replaceOne(/,(\n\t+\w+ = )/g, '$1'),
  'no value': replaceOne(/(Source = )"\w+",/g, '$1,'),
  'no equals sign': replaceOne(/(SourceOp) = /g, '$1 '),
  'no key': replaceOne(/\n(\t+)SourceOp = /g, '\n$1= '),
  'a stray semicolon': replaceOne(/Sour(ceOp = )/g, 'Sour;$1'),
  'a dotted key without brackets': replaceOne(/\["(\w+\.\w+)"\] = /g, '$1 = '),
  'no closing bracket': replaceOne(/\["(\w+\.\w+)"\] = /g, '["$1" = '),
  'two numbers in one': replaceOne(/Value = (\d+),/g, 'Value = $1.5.5,'),
  'a stray word': replaceOne(/\n(\t+)SourceOp = /g, '\n$1stray\n$1SourceOp = '),
  'marks of a merge': replaceOne(/\n(\t+)SourceOp = /g, '\n<<<<<<< HEAD\n$1SourceOp = '),
  'a character of damage': replaceOne(/\n(\t+)SourceOp = /g, '\n$1\ufffdSourceOp = '),
  'a NUL in the middle': replaceOne(/\n(\t+)SourceOp = /g, '\n$1\0SourceOp = '),
  'a text that breaks off': ({ text }, pick) =>
    text.length < 100 ? undefined : text.slice(0, Math.floor(text.trimEnd().length * (0.3 + (pick % 5) / 8)) - 2),
};
