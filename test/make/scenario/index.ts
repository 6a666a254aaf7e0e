// Runs an importable blueprint of a Make scenario in a test. A MODEL of Make's scenario engine, not Make.
export { checkScenarioTemplate } from './template.ts';
