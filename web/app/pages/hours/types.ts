import type { ResultOf } from '../../api/graphql';
import type { hourDisputes, hourEntries } from './queries';

export type Entry = ResultOf<typeof hourEntries>['hourEntries'][number];
export type Dispute = ResultOf<typeof hourDisputes>['hourDisputes'][number];

export const entryStates = ['PENDING', 'VERIFIED', 'LOCKED', 'REJECTED'] as const;
export const zone = 'Asia/Almaty';

/** How many lines one page of a list has. */
export const page = 50;
