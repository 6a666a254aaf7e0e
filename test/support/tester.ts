// The app tester of zapier-platform-core on our app, whose definition is compiled once for a test file.
import zapier from 'zapier-platform-core';
import app from '../../index.ts';

// At every call core copies, walks and freezes the whole definition, twice: most of what a call costs. It comes out
// the same and frozen each time, unless the tester has put a function of its own into it.
const schema = jest.requireActual<{ prepareApp: (definition: object) => object }>(
  'zapier-platform-core/src/tools/schema',
);
const { prepareApp } = schema;
const compiled = new WeakMap<object, object>();
schema.prepareApp = (definition) => {
  if ('_testRequest' in definition) return prepareApp(definition);
  const found = compiled.get(definition) ?? prepareApp(definition);
  compiled.set(definition, found);
  return found;
};

// It looks for a function in plain objects only, and the app's operations are in none (see `byKey`).
const plain = {
  ...app,
  triggers: { ...app.triggers },
  searches: { ...app.searches },
  creates: { ...app.creates },
};

/** Runs a function of the app, as Zapier does, with a bundle. */
export const tester = zapier.createAppTester(plain);
