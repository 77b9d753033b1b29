import type { ResultOf } from '../../api/graphql';
import type { schoolQuery } from './desk-queries';

/** A course as those see it who teach it. */
export type DeskCourse = NonNullable<NonNullable<NonNullable<ResultOf<typeof schoolQuery>['courses']['edges']>[number]>['node']>;
