// What Stryker loads: the test runner, and what it leaves unmutated.
import { declareClassPlugin, declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { InProcessRunner } from './runner.ts';
import { texts } from './texts.ts';

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'inProcess', InProcessRunner),
  declareValuePlugin(PluginKind.Ignore, 'texts', texts),
];
