import type { ResultOf } from '../../api/graphql';
import { ofRows } from '../../api/use-rest';
import type { hourDisputes, hourEntries } from './queries';

export type Entry = ResultOf<typeof hourEntries>['hourEntries'][number];
export type Dispute = ResultOf<typeof hourDisputes>['hourDisputes'][number];

export const entryStates = ['PENDING', 'VERIFIED', 'LOCKED', 'REJECTED'] as const;
export const zone = 'Asia/Almaty';

/** How many lines are asked for at once. */
export const page = 50;

export const ofEntries = ({ hourEntries: rows, hourEntriesCount }: ResultOf<typeof hourEntries>) => ofRows(rows, hourEntriesCount);
export const ofDisputes = ({ hourDisputes: rows, hourDisputesCount }: ResultOf<typeof hourDisputes>) => ofRows(rows, hourDisputesCount);
