/** The numbers of an event as the API gives them, at one version. */
export interface Counts {
  version: number;
  state: 'DRAFT' | 'PUBLISHED' | 'DONE' | 'SETTLED' | 'CANCELLED';
  capacity: number;
  confirmed: number;
  held: number;
  waitlisted: number;
  available: number;
}
