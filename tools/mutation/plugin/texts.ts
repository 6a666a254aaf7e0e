// Leaves texts unmutated where an empty one says nothing about the tests: those that only people read, names that could be
// any other, and words of a type, of which the compiler takes no other.

import type { NodePath } from '@babel/core';
import type { Ignorer } from '@stryker-mutator/api/ignore';

/** Properties that hold such a text. */
const textProperties = new Set(['label', 'help', 'description', 'noun', 'notice', 'group']);
/** Properties that hold nothing but such texts, however deep. */
const textObjects = new Set(['labels', 'sample']);
/** Properties whose text is one of a few by their type. */
const typedProperties = new Set(['effect', 'method', 'filters', 'operator', 'kind', 'type']);
/** Functions whose first argument is a name for what they make. */
const naming = new Set(['value', 'values', 'call', 'find', 'findAgain']);

const keyOf = (path: NodePath): string =>
  path.isObjectProperty() && path.node.key.type === 'Identifier' ? path.node.key.name : '';

export const texts: Ignorer = {
  shouldIgnore(path: NodePath) {
    if (path.find((one) => textObjects.has(keyOf(one)))) return 'a label or a sample';
    if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined;
    let parent = path.parentPath;
    if (parent?.isCallExpression() && path.key === 0 && path.listKey === 'arguments') {
      const { callee } = parent.node;
      return callee.type === 'Identifier' && naming.has(callee.name) ? 'a name' : undefined;
    }
    while (parent?.isConditionalExpression() || parent?.isLogicalExpression()) parent = parent.parentPath;
    const name = parent ? keyOf(parent) : '';
    if (typedProperties.has(name)) return 'a word of a type';
    return textProperties.has(name) ? 'a text for people' : undefined;
  },
};
