import { labRequirement } from '../lab/requirement.ts';
import { codecBench } from './codec.bench.ts';
import { diagnosisBench } from './diagnosis.bench.ts';
import { natBench } from './nat.bench.ts';

/** `npm run bench`: every number that Callpath promises, with its peers in the same run. */
console.log('STUN codec');
console.table(await codecBench());
console.log('\nOffline diagnosis, whole process');
console.table(await diagnosisBench());
console.log('\nNAT discovery, whole process, in the lab');
if (!labRequirement().skip) console.table(await natBench());
