import type { WireCase } from '../wireCase';
import { errorShapes } from './errorShapes';
import { faultCases } from './faults';
import { httpCases } from './httpGate';
import { parserCases } from './parser';
import { variations } from './variations';

export const allCases: readonly WireCase[] = [
  ...variations,
  ...parserCases,
  ...httpCases,
  ...errorShapes,
  ...faultCases,
];
