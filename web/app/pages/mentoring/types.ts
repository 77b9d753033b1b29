import type { ResultOf } from '../../api/graphql';
import type { brief, mentorshipLive, scaleQuery } from './queries';

export type Brief = ResultOf<typeof brief>;
export type Whole = ResultOf<typeof mentorshipLive>['mentorship'];
export type Scale = ResultOf<typeof scaleQuery>;
export type Side = 'CENTER' | 'MENTEE';

export const needs = ['FINDING_DIRECTION', 'PEOPLE', 'TRAINING', 'DOCUMENTS', 'MONEY'] as const;

/** Where the two sides have something to do with each other. */
export const isOpen = (state: Brief['state']) => state !== 'COMPLETED' && state !== 'DECLINED';
