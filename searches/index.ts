// Every search. A new one is a file beside these and a line here.
import type { Operation } from '../operation/operation.ts';
import countPasses from './countPasses.ts';
import findActiveCoupon from './findActiveCoupon.ts';
import findBoardingPass from './findBoardingPass.ts';
import findMemberEvents from './findMemberEvents.ts';
import findOrder from './findOrder.ts';
import findPass from './findPass.ts';
import searchPasses from './searchPasses.ts';

export const searches: readonly Operation[] = [
  findPass,
  findActiveCoupon,
  searchPasses,
  countPasses,
  findOrder,
  findMemberEvents,
  findBoardingPass,
];
